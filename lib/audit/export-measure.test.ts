import { expect, test } from "vitest";
import { agentOf, openWorld } from "@/lib/operations/world.fixture";
import { whyNoMoreExports } from "./export-measure";

test("the record is exported thirty times an hour by one account, and what is asked beyond that is recorded once a minute", async () => {
  const { db } = await openWorld();
  const [auditor, other] = [agentOf("auditor"), agentOf("auditor", "other")];
  const began = Date.now();
  for (let time = 0; time < 30; time += 1) expect(await whyNoMoreExports(auditor, began)).toBeNull();
  for (let time = 0; time < 2; time += 1)
    expect(await whyNoMoreExports(auditor, began)).toMatch(/^You have reached 30 exports .* in 60 minutes\./);
  expect(await whyNoMoreExports(other, began)).toBeNull();
  expect(await whyNoMoreExports(auditor, began + 59 * 60_000)).toMatch(/ in 1 minute\./);
  expect(await whyNoMoreExports(auditor, began + 60 * 60_000)).toBeNull();
  const events = await db.selectFrom("audit_event").select(["action", "outcome", "detail"]).execute();
  const told = { action: "audit.export", outcome: "denied", detail: '{"code":"too_many"}' };
  expect(events).toEqual([told, told]);
});
