import { expect, test } from "vitest";
import { checkBirthday } from "./birthday";
import { fillForm, lead, newCustomer, openWorld, sentFor, writeOperation } from "./world.fixture";

const NOW = Date.parse("2026-11-22T18:00:00Z");

test.each([
  ["1990-12-31", null],
  ["2026-11-23", null],
  ["2026-11-24", "A birthday is not in the future."],
  ["2030-01-01", "A birthday is not in the future."],
  ["1899-12-31", "Check the year: it is before 1900."],
  [null, null],
  [undefined, null],
])("a birthday on %s: %s", (birthday, expected) => {
  expect(checkBirthday(birthday, NOW)).toBe(expected);
});

test("the server refuses a birthday in the future beside its field, and sends nothing", async () => {
  await openWorld();
  const customer = await newCustomer();
  const input = await fillForm("profile.update", customer, { body: { birthday: "2130-01-01" } });
  expect(await writeOperation("profile.update", lead, input)).toMatchObject({
    ok: false,
    error: {
      outcome: "not_sent",
      code: "invalid_input",
      fields: [{ field: "birthday", message: "A birthday is not in the future." }],
    },
  });
  expect((await sentFor(customer)).bodies).toEqual([]);
});
