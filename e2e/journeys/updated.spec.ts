import { loseNextAnswer } from "../fixtures/action";
import { editSheet, openEditSheet } from "../fixtures/edit-sheet";
import { seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/updated";

const OUT_OF_DATE = "This page is out of date: the console was updated.";

test("a form that is open while the console is updated says so, keeps what was typed, and leads to the page as it is now", async ({
  as,
  aging,
}) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  await aging.update();

  await edit.reviewAndSave();
  const notice = edit.sheet.getByRole("status");
  await expect(notice).toContainText("Not sent: nothing changed");
  await expect(notice).toContainText(`${OUT_OF_DATE} Nothing was sent. Your input is kept`);
  expect(await writesAbout(customer)).toEqual([]);

  const opened = page.context().waitForEvent("page");
  await notice.getByRole("link", { name: "Open this page in a new tab" }).click();
  const anew = await opened;
  const again = editSheet(anew);
  await expect(async () => {
    await anew.getByRole("button", { name: "Edit profile" }).click();
    await expect(again.sheet).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await again.set("First name", "Jane");
  await again.reviewAndSave();
  await expect(again.sheet).toBeHidden();
  expect(await writesAbout(customer)).toHaveLength(1);

  await edit.button("Back").click();
  await expect(edit.box("New first name")).toHaveValue("Jane");
});

test("what may have been sent before the update stays unconfirmed, and is not called unsent", async ({ as, aging }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  await loseNextAnswer(page, aging.update);
  await edit.reviewAndSave();
  const notice = edit.sheet.getByRole("status");
  await expect(notice).toContainText("Not confirmed yet");
  await expect(notice).toContainText("It is not known whether this was done, and this page cannot look");
  await expect(edit.sheet).not.toContainText("Nothing was sent");
  await expect(edit.button(/^Save/)).toHaveAttribute("aria-disabled", "true");
  expect(await writesAbout(customer)).toHaveLength(1);
});

test("a sheet whose code is gone is a notice in its place, and the page stays as it is", async ({ as, aging }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await page.goto(customer.path);
  await aging.update();
  await page.getByRole("button", { name: "Edit profile" }).click();
  const dialog = page.getByRole("dialog", { name: "This page is out of date, or cut off" });
  await expect(dialog).toContainText("the console was updated since you opened this page");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: "Edit profile" })).toBeFocused();
});

test("a dialog whose code is gone leaves the form below it as it is", async ({ as, aging }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  await edit.review();
  await aging.update();
  await page.context().clearCookies();
  await edit.save();
  await edit.button("Sign in again").click();
  const dialog = page.getByRole("dialog", { name: "This page is out of date, or cut off" });
  await expect(dialog).toContainText("what you typed elsewhere on this page is kept");
  await dialog.getByRole("button", { name: "Close" }).click();
  await edit.button("Back").click();
  await expect(edit.box("New first name")).toHaveValue("Jane");
});

test("settings that are older than the console are not saved, and who stays with them keeps what they typed", async ({
  as,
  aging,
}) => {
  const page = await as("admin");
  await page.goto("/settings");
  const days = page.getByRole("spinbutton").first();
  await days.fill("17");
  await aging.update();
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByRole("status").filter({ hasText: OUT_OF_DATE })).toBeVisible();
  await expect(days).toHaveValue("17");

  // Leaving would lose it, so it is asked first; who stays goes on as before.
  page.once("dialog", (question) => question.dismiss());
  await page.getByRole("link", { name: "Team" }).click();
  await expect(days).toHaveValue("17");
});

test("a customer page that looks again takes nothing of another build, and offers to be loaded anew", async ({
  as,
  aging,
}) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  await edit.button("Close").click();
  await edit.button("Discard it").click();
  await aging.update();
  await page.getByRole("button", { name: "Refresh" }).click();
  const notice = page.getByRole("status").filter({ hasText: OUT_OF_DATE });
  await expect(notice).toContainText("Shown as last read");
  await notice.getByRole("button", { name: "Load it anew" }).click();
  await expect(notice).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(customer.customerUserId);
});
