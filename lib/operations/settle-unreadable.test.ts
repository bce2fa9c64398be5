import { expect, test, vi } from "vitest";
import { callOf } from "./bodies.fixture";
import { lose } from "./lost.fixture";
import { settleDue } from "./settle-due";
import { fillForm, findOperation, forget, lead, newCustomer, passTime, plan, writeOperation } from "./world.fixture";
import { writes } from "./writes";

const [MINUTE, DAY] = [60_000, 86_400_000];

test("a customer whom the console cannot make out holds up nobody else, and is left to a human after a day", async () => {
  const lost = await lose("reset");
  const another = await fillForm("access.grant", await newCustomer());
  await plan({ mode: "reset", when: "before", match: callOf["access.grant"] });
  expect(await writeOperation("access.grant", lead, another)).toMatchObject({ error: { outcome: "unknown" } });
  await forget();
  const told = vi.spyOn(writes["comp.grant"], "readBack").mockImplementation(() => {
    throw new Error("A shape that nobody foresaw.");
  });
  passTime(MINUTE);
  expect(await settleDue()).toBe(2);
  expect(told).toHaveBeenCalled();
  expect(await findOperation(another.target.operationId)).toMatchObject({ state: "not_applied" });
  expect(await findOperation(lost.id)).toMatchObject({ state: "unknown" });
  expect(await lost.waits()).toBe(MINUTE);
  passTime(DAY + MINUTE);
  await settleDue();
  expect(await findOperation(lost.id)).toMatchObject({ state: "needs_human" });
});
