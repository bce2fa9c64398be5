import { expect, test } from "vitest";
import { callOf } from "../bodies.fixture";
import {
  fillForm,
  forget,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  readLastSet,
  sentFor,
  writeOperation,
} from "../world.fixture";
import { act, formOf, lead, send } from "./undo.fixture";

test("no value is brought back that one which is not confirmed may have overwritten", async () => {
  await openWorld();
  const customer = await newCustomer();
  const first = await fillForm("profile.update", customer, { body: { first_name: "A" } });
  await plan({ mode: "reset", when: "after", match: callOf["profile.update"] });
  expect(await writeOperation("profile.update", lead, first)).toMatchObject({ error: { outcome: "unknown" } });
  passTime(QUIET_MS + 1_000);
  await act("profile.update", customer, { body: { first_name: "B" } });
  expect(await readLastSet(customer.app, customer.profileId)).toMatchObject({
    first_name: { value: "B", confirmed: false },
  });
  passTime(60_000);
  const id = await act("profile.update", customer, { body: { first_name: "C" } });
  const form = await formOf(customer, id, "profile.update");
  await forget();
  expect((await send(form)).answer).toMatchObject({ ok: false });
  expect((await sentFor(customer)).bodies).toEqual([]);
});
