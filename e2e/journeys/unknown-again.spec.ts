import type { Page } from "@playwright/test";
import { journalOf, openEditSheet } from "../fixtures/edit-sheet";
import { plan, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const pending = (page: Page) => journalOf(page).filter({ hasText: "Not confirmed yet" });

test("what may have been lost is sent again as the same operation, once it can no longer arrive", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await plan(customer, { mode: "reset" }, { method: "PATCH" });
  const edit = await openEditSheet(page, customer);
  await edit.set("E-mail", "jane@new.example");
  await edit.reviewAndSave();
  const again = edit.sheet.getByRole("button", { name: "Send the same again" });
  await expect(async () => {
    if (await again.isVisible()) await again.click();
    await expect(edit.sheet).toBeHidden({ timeout: 3_000 });
  }).toPass({ timeout: 45_000 });
  await expect(journalOf(page)).toHaveCount(1);
  await expect(journalOf(page)).toContainText("Edited the profile");
  const same = { method: "PATCH", body: { email: "jane@new.example" } };
  expect(await writesAbout(customer)).toMatchObject([same, same]);
});

test("a refusal of what was sent a second time changes nothing on the screen while the first is not confirmed", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await plan(customer, { mode: "reset" }, { method: "PATCH" });
  const errors = [{ source: "email", errors: ["Adapty does not like this address."] }];
  const body = { errors, error_code: "value_error", status_code: 400 };
  await plan(customer, { mode: "status", status: 400, body }, { method: "PATCH" });
  const edit = await openEditSheet(page, customer);
  await edit.set("E-mail", "jane@new.example");
  await edit.reviewAndSave();
  const notice = edit.sheet.getByRole("status");
  await expect(async () => {
    await notice.getByRole("button", { name: "Send the same again" }).click({ timeout: 1_000 });
    await expect(notice).toContainText("It is still not known whether the first sending arrived", { timeout: 2_000 });
  }).toPass({ timeout: 45_000 });
  await expect(notice).toContainText("Not confirmed yet: checking");
  await expect(notice).toContainText("Adapty does not like this address.");
  await expect(edit.sheet.getByRole("heading", { name: "What will change" })).toBeVisible();
  await expect(edit.button("Back")).toHaveAccessibleDescription("This is being settled first.");
  await expect(journalOf(page)).toHaveCount(1);
  await expect(pending(page)).toHaveCount(1);
  expect(await writesAbout(customer)).toHaveLength(2);
});

test("what Adapty is too busy for is one entry however often it is saved, and a changed form is another", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await plan(customer, { mode: "status", status: 429, times: 2 }, { method: "PATCH" });
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  await edit.review();
  for (const sendings of [1, 2]) {
    await edit.save();
    await expect(edit.sheet.getByRole("alert")).toContainText("Adapty is getting too many requests");
    await expect.poll(async () => (await writesAbout(customer)).length).toBe(sendings);
  }
  await expect(journalOf(page)).toHaveCount(1);
  await edit.button("Back").click();
  await edit.set("Last name", "Doe");
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  await expect(journalOf(page)).toHaveCount(2);
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([
    { first_name: "Jane" },
    { first_name: "Jane" },
    { first_name: "Jane", last_name: "Doe" },
  ]);
});
