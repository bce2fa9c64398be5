import { expect, test } from "vitest";
import { compTransactionId } from "@/lib/access/comp-transaction";
import { noLimits } from "@/lib/settings/limits";
import { comp } from "./bodies.fixture";
import {
  agentOf,
  fillForm,
  findOperation,
  newCustomer,
  openWorld,
  passTime,
  QUIET_MS,
  saveSettings,
  sentFor,
  writeOperation,
} from "./world.fixture";

const { env } = await import("@/lib/env");
const { beginOperation } = await import("./claim");
const { sendClaimed } = await import("./send-claimed");
const { takeSnapshot } = await import("./snapshot");
const { readCustomer } = await import("./world.fixture");

test("a process that stood still between claiming and sending sends nothing: another has settled it and granted anew", async () => {
  await openWorld();
  const tight = { daysPerGrant: 40, grantsPerDay: 1, daysPerCustomer: 80 };
  const limits = { agent: { ...noLimits.agent, ...tight }, lead: noLimits.lead };
  await saveSettings({ limits });
  const customer = await newCustomer({ transactions: [] });
  const [slow, other] = [agentOf("agent", "slow"), agentOf("agent", "other")];
  const fill = () => {
    const operationId = crypto.randomUUID();
    return fillForm("comp.grant", customer, { operationId, body: comp(compTransactionId(operationId), 0, 40) });
  };
  const { target, why, body } = await fill();
  const app = env.apps[0] as (typeof env.apps)[number];
  const known = { customerUserId: null, days: 40, countedFor: slow.id };
  const before = takeSnapshot(await readCustomer(customer), body);
  const asked = {
    id: target.operationId,
    app: app.id,
    profileId: target.profileId,
    name: "comp.grant",
    agent: slow,
  } as const;
  const [now, began] = [new Date(), performance.now()];
  const held = { ...slow, limits };
  const begun = await beginOperation({ ...asked, ...why, request: body, before, ...known }, { sendings: 0, held, now });
  if (!begun) throw new Error("It was not claimed.");

  passTime(QUIET_MS + 1_000);
  expect(await writeOperation("comp.grant", other, await fill())).toMatchObject({ ok: true });
  expect(await findOperation(asked.id)).toMatchObject({ state: "not_applied" });

  expect(await sendClaimed({ ...begun, by: slow, app, began })).toMatchObject({
    ok: false,
    error: { outcome: "not_sent", code: "did_not_arrive" },
  });
  expect((await sentFor(customer)).effects).toBe(1);
  expect(await findOperation(asked.id)).toMatchObject({ state: "not_applied", outcome: { code: "did_not_arrive" } });
});
