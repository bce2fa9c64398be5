import { openEnd, runningComp, toastOn } from "../fixtures/comps";
import { openEditSheet } from "../fixtures/edit-sheet";
import { seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";
import { confirmByTyping, fill, openForm, submitButton, validSubscription } from "../fixtures/transaction-form";
import { grant, undoSheet } from "../fixtures/undo";

test("what says that it was granted leads to its undo by one key, and sends nothing by itself", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [] });
  const page = await as("agent");
  await grant(page, customer);
  const toast = toastOn(page, "Granted.");
  await expect(toast).toContainText("To come here press F8");
  await page.keyboard.press("F8");
  await expect(toast.getByRole("button", { name: "Copy reply" })).toBeFocused();
  await page.keyboard.press("Tab");
  const offer = toast.getByRole("link", { name: "Undo Granted a comp" });
  await expect(offer).toBeFocused();
  await page.keyboard.press("Enter");
  const sheet = await undoSheet(page);
  await expect(sheet).toContainText("taken back, as refunded");
  expect(await writesAbout(customer)).toHaveLength(1);
  await expect(page).toHaveURL(new RegExp(`${customer.path}$`));

  await page.keyboard.press("Escape");
  await expect(offer).toBeFocused();
  await page.keyboard.press("Enter");
  await sheet.getByLabel("Reason").selectOption("Given by mistake");
  await sheet.getByRole("button", { name: "Take the comp back" }).click();
  await expect(toastOn(page, "Undone.")).toBeVisible();
  expect(await toast.count(), "it made room at once").toBe(0);
  await expect(toastOn(page, "Undone.").getByRole("link")).toHaveCount(0);
});

test("it opens the undo of that very operation, also from elsewhere, and is put away by Escape", async ({ as }) => {
  const [customer, other] = [await seedCustomer({ transactions: [] }), await seedCustomer()];
  const page = await as("agent");
  await grant(page, customer);
  const offer = toastOn(page, "Granted.").getByRole("link", { name: "Undo Granted a comp" });
  await offer.hover();
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  await page
    .getByRole("row")
    .filter({ hasText: customer.customerUserId })
    .getByRole("link", { name: customer.customerUserId })
    .click();
  await expect(page).toHaveURL(new RegExp(`${customer.path}$`));
  await offer.click();
  await expect(await undoSheet(page)).toContainText(customer.customerUserId);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  await offer.click();
  await expect(await undoSheet(page)).toContainText(customer.customerUserId);
  await expect(page).toHaveURL(new RegExp(`${customer.path}$`));
  await page.keyboard.press("Escape");
  await page.keyboard.press("F8");
  await page.keyboard.press("Escape");
  await expect(toastOn(page, "Granted.")).toHaveCount(0);
  expect(await writesAbout(customer)).toHaveLength(1);
  expect(await writesAbout(other)).toEqual([]);
});

test("an end and an edit offer it too, a transaction that books revenue does not", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [runningComp(9)] });
  const page = await as("lead");
  const end = await openEnd(page, customer);
  await end.getByLabel("Reason").selectOption("Courtesy");
  await end.getByRole("button", { name: "End Premium now" }).click();
  await expect(toastOn(page, "Ended.").getByRole("link", { name: "Undo Ended a comp" })).toBeVisible();
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  await edit.reviewAndSave();
  await expect(toastOn(page, "Saved 1 change").getByRole("link", { name: "Undo Edited the profile" })).toBeVisible();
  const sheet = await openForm(page, customer);
  await fill(sheet, validSubscription());
  await confirmByTyping(sheet, customer);
  await submitButton(sheet).click();
  const recorded = page.getByRole("status").filter({ hasText: "Transaction recorded" });
  await expect(recorded.getByRole("button", { name: "Copy reply" })).toBeVisible();
  await expect(recorded.getByRole("link")).toHaveCount(0);
});
