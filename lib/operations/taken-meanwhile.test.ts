import { expect, test } from "vitest";
import { callOf } from "./bodies.fixture";
import {
  fillForm,
  findOperation,
  journal,
  lead,
  newCustomer,
  openWorld,
  plan,
  secondPerson,
  writeOperation,
} from "./world.fixture";

const { adoptOperation } = await import("./adopt-operation");

/** A grant that found no connection, and a second person whose yes leaves a mark. */
async function open() {
  const { db } = await openWorld();
  const form = await fillForm("access.grant", await newCustomer());
  await plan({ mode: "status", status: 429, when: "before", match: callOf["access.grant"] });
  await writeOperation("access.grant", lead, form);
  const row = await findOperation(form.target.operationId);
  if (!row) throw new Error("It is not in the journal.");
  const marked = { key: "yes", value: "{}", updated_at: new Date().toISOString(), updated_by: "second-person" };
  const second = {
    ...secondPerson(),
    approve: async (trx: typeof db) => {
      await trx.insertInto("setting").values(marked).execute();
      return [];
    },
  };
  const marks = () => db.selectFrom("setting").select("key").where("key", "=", "yes").execute();
  return { row, second, marks };
}

test("a second person's yes to what is in the journal already counts for nothing, and is no failure of the database", async () => {
  const { row, second, marks } = await open();
  const { id, app, profileId, customerUserId, name, request, before, days, countedFor } = row;
  const operation = { id, app, profileId, customerUserId, name, agent: lead, request, before: before as never };
  expect(await journal.prepareOperation({ ...operation, days, countedFor }, new Date(), second)).toBe(false);
  expect(await marks()).toEqual([]);
});

test("nor does one to what another person has just let pass", async () => {
  const { row, second, marks } = await open();
  expect(await adoptOperation({ ...row, attempts: row.attempts - 1 }, second)).toBeUndefined();
  expect(await marks()).toEqual([]);
});
