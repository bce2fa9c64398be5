import type { Locator, Page } from "@playwright/test";
import { seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";
import {
  fieldOf,
  fill,
  newTransactionId,
  openForm,
  postsAbout,
  sent,
  submitButton,
} from "../fixtures/transaction-form";

const MOST_STOPS = 80;

async function tabTo(page: Page, target: Locator) {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** Month, day, year, hour, minute and half of the day, as a date box of an American browser takes them. */
async function typeInstant(page: Page, box: Locator, parts: string[]) {
  await tabTo(page, box);
  for (const part of parts) {
    await page.keyboard.type(part);
    if (part.length === 4) await page.keyboard.press("ArrowRight");
  }
}

test("a transaction is entered by keyboard alone, and the focus comes back to the opener", async ({ as }) => {
  const customer = await seedCustomer();
  const id = newTransactionId();
  const page = await as("lead");
  await page.goto(customer.path);
  const opener = page.getByRole("button", { name: "Enter transaction" });
  await tabTo(page, opener);
  await page.keyboard.press("Enter");

  const sheet = page.getByRole("dialog", { name: "Enter a transaction" });
  await expect(sheet.getByRole("radio", { name: "Subscription" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(sheet.getByRole("radio", { name: "One-time purchase" })).toBeChecked();
  await tabTo(page, fieldOf(sheet, "store"));
  await page.keyboard.type("App");
  await tabTo(page, fieldOf(sheet, "store_product_id"));
  await page.keyboard.type("coins_100");
  await tabTo(page, fieldOf(sheet, "store_transaction_id"));
  await page.keyboard.type(id);
  await tabTo(page, fieldOf(sheet, "price.value"));
  await page.keyboard.type("4.99");
  await tabTo(page, fieldOf(sheet, "price.currency"));
  await page.keyboard.type("usd");
  await tabTo(page, fieldOf(sheet, "price.country"));
  await page.keyboard.type("us");
  await typeInstant(page, fieldOf(sheet, "purchased_at"), ["10", "01", "2026", "09", "30", "AM"]);
  await tabTo(page, sheet.getByLabel(/ to confirm$/));
  await page.keyboard.type(customer.customerUserId);
  await tabTo(page, submitButton(sheet));
  await page.keyboard.press("Enter");

  await expect(page.getByText("Transaction recorded")).toBeVisible();
  await expect(sheet).toHaveCount(0);
  await expect(opener).toBeFocused();
  const [post, ...more] = await postsAbout(customer);
  expect(more).toEqual([]);
  expect(post?.body).toMatchObject({
    store: "app_store",
    store_transaction_id: id,
    price: { value: 4.99, currency: "USD", country: "US" },
    purchased_at: sent("2026-10-01T09:30"),
  });
});

test("after a try the focus is where the problems are, and each leads to its field, out of its fold", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await openForm(page, customer);
  await fill(sheet, { "offer.category": "win_back" });
  await sheet.getByText("Offer", { exact: true }).click();
  await expect(fieldOf(sheet, "offer.type")).toBeHidden();
  await sheet.getByLabel(/ to confirm$/).fill(customer.customerUserId);
  await page.keyboard.press("Enter");
  await expect(sheet.getByRole("region", { name: "What to look at" })).toBeFocused();
  await sheet.getByRole("button", { name: "Offer type" }).press("Enter");
  await expect(fieldOf(sheet, "offer.type")).toBeFocused();
  await expect(fieldOf(sheet, "offer.type")).toBeVisible();
  expect(await postsAbout(customer)).toEqual([]);
});

test("Escape closes an untouched form at once and asks before it throws away what was typed", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await openForm(page, customer);
  const opener = page.getByRole("button", { name: "Enter transaction" });
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(opener).toBeFocused();

  await page.keyboard.press("Enter");
  await fieldOf(sheet, "store_product_id").fill("premium_monthly");
  await page.keyboard.press("Escape");
  await expect(sheet.getByText("What you entered has not been sent.")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Keep editing" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(fieldOf(sheet, "store_product_id")).toHaveValue("premium_monthly");
  await page.keyboard.press("Escape");
  await tabTo(page, sheet.getByRole("button", { name: "Discard it" }));
  await page.keyboard.press("Enter");
  await expect(sheet).toHaveCount(0);
  await expect(opener).toBeFocused();
  expect(await postsAbout(customer)).toEqual([]);
});
