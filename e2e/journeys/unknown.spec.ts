import type { Page } from "@playwright/test";
import { loseNextAnswer } from "../fixtures/action";
import { journalOf, openEditSheet, reopenEditSheet, sideSection, toastOf } from "../fixtures/edit-sheet";
import { callFromElsewhere, plan, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const NEVER = /fail/i;

/** Each way to lose the answer to a write that took effect. */
const lost = [
  { what: "the connection breaks", fault: { mode: "reset", when: "after" } },
  { what: "Adapty answers 500", fault: { mode: "status", status: 500, body: "oops", when: "after" } },
  { what: "a gateway answers in HTML", fault: { mode: "html", status: 502, when: "after" } },
  { what: "the answer is cut short", fault: { mode: "truncate" } },
] as const;

const pending = (page: Page) => journalOf(page).filter({ hasText: "Not confirmed yet" });

for (const { what, fault } of lost) {
  test(`an attribute that arrived although ${what} is found by reading back, and sent once`, async ({ as }) => {
    const customer = await seedCustomer({ custom_attributes: [{ key: "plan", value: "gold" }] });
    const page = await as("agent");
    await plan(customer, fault, { method: "PATCH" });
    const edit = await openEditSheet(page, customer);
    await edit.changeAttribute("plan", "silver");
    await edit.set("E-mail", "jane@new.example");
    await edit.reviewAndSave();
    await expect(toastOf(page, "Saved 2 changes")).toContainText("Adapty confirms: plan is silver.");
    await expect(sideSection(page, "Attributes")).toContainText("silver");
    await expect(journalOf(page)).toContainText("Edited the profile");
    await expect(journalOf(page)).toHaveCount(1);
    expect(await writesAbout(customer)).toHaveLength(1);
  });

  test(`an e-mail sent when ${what} is not confirmed, never called failed, and sent once`, async ({ as }) => {
    const customer = await seedCustomer();
    const page = await as("agent");
    await plan(customer, fault, { method: "PATCH" });
    const edit = await openEditSheet(page, customer);
    await edit.set("E-mail", "jane@new.example");
    await edit.reviewAndSave();
    const notice = edit.sheet.getByRole("status");
    await expect(notice).toContainText("Not confirmed yet: checking");
    await expect(notice).toContainText("Do not repeat this elsewhere. Sending the same again counts once.");
    await expect(edit.sheet).toContainText("jane@new.example");
    await expect(pending(page)).toHaveCount(1);
    await notice.getByRole("button", { name: "Send the same again" }).click();
    await expect(notice).toContainText("Not confirmed yet: checking");
    await expect(edit.sheet).not.toContainText(NEVER);
    await expect(page.locator("main")).not.toContainText(NEVER);
    expect(await writesAbout(customer)).toHaveLength(1);
  });
}

test("what is not confirmed stays so on the page, after a reload too, and can be checked there", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await plan(customer, { mode: "reset" }, { method: "PATCH" });
  let edit = await openEditSheet(page, customer);
  await edit.set("E-mail", "jane@new.example");
  await edit.reviewAndSave();
  await expect(edit.sheet.getByRole("status")).toContainText("Not confirmed yet: checking");
  await expect(edit.button(/^Save/)).toHaveAccessibleDescription("Not confirmed yet.");
  await expect(edit.button("Back")).toHaveAccessibleDescription("This is being settled first.");
  await edit.button("Close").click();
  await expect(edit.sheet).toBeHidden();

  await page.reload();
  await expect(pending(page)).toContainText("e-mail");
  const check = pending(page).getByRole("button", { name: "Check with Adapty" });
  const answered = page.waitForResponse((response) => response.url().includes(`/api/apps/acme-ios/customers/`));
  await check.click();
  await answered;
  await expect(pending(page).getByRole("alert")).toHaveText("Adapty still does not confirm it.");
  await loseNextAnswer(page);
  await check.click();
  await expect(pending(page).getByRole("alert")).toHaveText(
    "The console did not answer, so Adapty may not have been asked. Check again in a moment.",
  );
  await expect(page.locator("main")).not.toContainText(NEVER);

  edit = await reopenEditSheet(page);
  await expect(edit.field("E-mail")).toContainText(/masked\s*not confirmed/);
  expect(await writesAbout(customer)).toHaveLength(1);
});

test("a new form cannot overtake a write that may still be on its way", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await plan(customer, { mode: "reset" }, { method: "PATCH" });
  let edit = await openEditSheet(page, customer);
  await edit.set("E-mail", "first@new.example");
  await edit.reviewAndSave();
  await expect(edit.sheet.getByRole("status")).toContainText("Not confirmed yet");
  await edit.button("Close").click();
  edit = await reopenEditSheet(page);
  await edit.set("E-mail", "second@new.example");
  await edit.reviewAndSave();
  await expect(edit.sheet.getByRole("status")).toContainText("Not sent: nothing changed");
  await expect(edit.sheet).toContainText(
    "another change to this customer is being made just now, or is not confirmed yet",
  );
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([{ email: "first@new.example" }]);
});

test("a write that lands late is noticed by itself, and is done", async ({ as }) => {
  const customer = await seedCustomer({ custom_attributes: [{ key: "plan", value: "gold" }] });
  const page = await as("agent");
  await plan(customer, { mode: "reset" }, { method: "PATCH" });
  const edit = await openEditSheet(page, customer);
  await edit.changeAttribute("plan", "silver");
  await edit.reviewAndSave();
  await expect(edit.sheet.getByRole("status")).toContainText("Not confirmed yet: checking");
  await callFromElsewhere(customer, "PATCH", { custom_attributes: [{ key: "plan", value: "silver" }] });
  await expect(toastOf(page, "Saved 1 change")).toContainText("Adapty confirms: plan is silver.");
  await expect(edit.sheet).toBeHidden();
  await expect(journalOf(page)).toHaveCount(1);
  await expect(pending(page)).toHaveCount(0);
  expect(await writesAbout(customer)).toHaveLength(1);
});

test("what Adapty confirmed is called done although the customer cannot be read again, and shown once they can", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  await loseNextAnswer(page, () => plan(customer, { mode: "status", status: 500, times: 6 }, { method: "GET" }));
  await edit.reviewAndSave();
  const notice = edit.sheet.getByRole("status");
  await expect(notice).toContainText("Done, but the customer could not be read again");
  await expect(notice).toContainText("Nothing has to be repeated.");
  await expect(notice).not.toContainText("Not confirmed");
  await expect(notice.getByRole("button", { name: "Send the same again" })).toHaveCount(0);
  await expect(edit.button(/^Save/)).toHaveAccessibleDescription("Done already.");
  await expect(async () => {
    const read = notice.getByRole("button", { name: "Read again" });
    if (await read.isVisible()) await read.click();
    await expect(edit.sheet).toBeHidden({ timeout: 2_000 });
  }).toPass({ timeout: 45_000 });
  await expect(toastOf(page, "Saved 1 change")).toBeVisible();
  await expect(journalOf(page)).toHaveCount(1);
  expect(await writesAbout(customer)).toHaveLength(1);
});
