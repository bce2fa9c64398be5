import { callsAbout, paidMonth, readProfile, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";
import {
  confirmByTyping,
  expectMended,
  expectProblem,
  fieldOf,
  fill,
  openForm,
  postsAbout,
  sent,
  submitButton,
  validPurchase,
  validSubscription,
} from "../fixtures/transaction-form";

test("a lead enters a subscription: what was typed is sent, nothing else, and Adapty's answer is shown", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await openForm(page, customer);
  const entered = validSubscription();
  const id = entered.store_transaction_id;
  await fill(sheet, entered);
  await fill(sheet, { is_family_shared: "no", variation_id: "81109d24-ea95-4806-9ec7-b482bbd1a33d" });
  await fill(sheet, { renew_status_changed_at: "2026-10-02T10:30", note: "Bought on the website", ticket: "Z-1" });
  await expect(sheet).toContainText("It moves no money. It cannot be undone from here.");
  await expect(sheet).toContainText(
    "Books 9.99 USD for premium_monthly (App Store), 1 Oct 2026, 09:00 UTC to 1 Dec 2026",
  );

  const record = submitButton(sheet);
  await expect(record).toBeDisabled();
  await expect(record).toHaveAccessibleDescription(`Type ${customer.customerUserId} at the end of the form first`);
  await sheet.getByLabel(/ to confirm$/).fill(customer.customerUserId.slice(1));
  await expect(record).toBeDisabled();
  await confirmByTyping(sheet, customer);
  await record.click();

  const done = page.getByRole("status").filter({ hasText: "Transaction recorded" });
  await expect(done).toContainText("Adapty confirms: premium_monthly (App Store), 1 Oct 2026, 09:00 UTC to 1 Dec 2026");
  await expect(done).toContainText("Revenue 0.00 → 9.99 USD.");
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole("table", { name: /Subscriptions/ })).toContainText("premium_monthly");
  expect((await callsAbout(customer)).map(({ method }) => method)).toEqual(["GET", "GET", "POST"]);
  const body = {
    purchase_type: "subscription",
    store: "app_store",
    environment: "Production",
    store_product_id: "premium_monthly",
    store_transaction_id: id,
    store_original_transaction_id: id,
    price: { country: "US", currency: "USD", value: 9.99 },
    purchased_at: sent("2026-10-01T09:00"),
    originally_purchased_at: sent("2026-10-01T09:00"),
    expires_at: sent("2026-12-01T09:00"),
    renew_status: true,
    renew_status_changed_at: sent("2026-10-02T10:30"),
    is_family_shared: false,
    variation_id: "81109d24-ea95-4806-9ec7-b482bbd1a33d",
  };
  expect(await postsAbout(customer)).toEqual([{ body, status: 200 }]);

  await done.getByRole("button", { name: "Copy reply" }).click();
  await expect(page.getByText("Copied the reply to the customer")).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^Your purchase is now recorded on your account: premium_monthly\./,
  );
});

test("a one-time purchase in Sandbox asks for a tick, and switching the kind leaves nothing behind", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await openForm(page, customer);
  const entered = validPurchase();
  const id = entered.store_transaction_id;
  await fill(sheet, {
    expires_at: "2026-12-01T09:00",
    renew_status: "off",
    billing_issue_detected_at: "2026-11-01T09:00",
  });
  await fill(sheet, { ...entered, environment: "Sandbox" });
  await fill(sheet, { "offer.category": "introductory", "offer.type": "pay_as_you_go" });
  await expect(sheet.getByLabel(/^Expires/)).toHaveCount(0);
  await expect(sheet.getByLabel(/ to confirm$/)).toHaveCount(0);
  const record = submitButton(sheet);
  await expect(record).toBeDisabled();
  await sheet.getByLabel("I have checked what will be recorded in Sandbox").check();
  await record.click();
  // Nobody pays for it, and that the agent says why is asked before anything is sent.
  await expectProblem(fieldOf(sheet, "reason"), "Choose a reason.");
  expect(await postsAbout(customer)).toEqual([]);
  await fill(sheet, { reason: "COURTESY" });
  await expectMended(fieldOf(sheet, "reason"), "Choose a reason.");
  await record.click();

  await expect(page.getByRole("status").filter({ hasText: "Transaction recorded" })).toContainText("coins_100");
  const row = page.getByRole("row").filter({ hasText: "coins_100" });
  await expect(row.getByText("Sandbox", { exact: true }).first()).toBeVisible();
  const body = {
    purchase_type: "one_time_purchase",
    store: "app_store",
    environment: "Sandbox",
    store_product_id: "coins_100",
    store_transaction_id: id,
    store_original_transaction_id: id,
    price: { country: "US", currency: "USD", value: 4.99 },
    purchased_at: sent("2026-10-01T09:00"),
    offer: { category: "introductory", type: "pay_as_you_go" },
  };
  expect(await postsAbout(customer)).toEqual([{ body, status: 200 }]);
  expect((await callsAbout(customer)).map(({ method }) => method)).toEqual(["GET", "GET", "POST"]);
});

test("a confirmation given for Production does not count for Sandbox, nor the other way round", async ({ as }) => {
  const customer = await seedCustomer();
  const sheet = await openForm(await as("lead"), customer);
  await fill(sheet, validSubscription());
  await confirmByTyping(sheet, customer);
  await expect(submitButton(sheet)).toBeEnabled();
  await fill(sheet, { environment: "Sandbox" });
  await expect(submitButton(sheet)).toBeDisabled();
  await sheet.getByLabel("I have checked what will be recorded in Sandbox").check();
  await expect(submitButton(sheet)).toBeEnabled();
  await fill(sheet, { environment: "Production" });
  await expect(submitButton(sheet)).toBeDisabled();
});

test("a custom store and a price with a comma arrive as they were meant", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("admin");
  const sheet = await openForm(page, customer);
  const { store: _, ...entered } = validSubscription();
  await fieldOf(sheet, "store").selectOption({ label: "Another store" });
  await sheet.getByLabel("Store id").fill("webshop");
  await fill(sheet, { ...entered, store_product_id: "web_monthly", "price.value": "9,50", "price.currency": "eur" });
  await confirmByTyping(sheet, customer);
  await submitButton(sheet).click();
  await expect(page.getByText("Transaction recorded")).toBeVisible();
  const [post] = await postsAbout(customer);
  expect(post?.body).toMatchObject({ store: "webshop", price: { value: 9.5, currency: "EUR" } });
  expect((await readProfile(customer)).access_levels).toMatchObject([{ access_level_id: "premium" }]);
});

for (const role of ["viewer", "agent"] as const) {
  test(`${role}: every way to a transaction is locked, and says who can`, async ({ as }) => {
    const customer = await seedCustomer({ transactions: [paidMonth("32000000000001", -10)] });
    const page = await as(role);
    await page.goto(customer.path);
    const ways = [/^Enter transaction/, /^Correct this transaction/, /^Add renewal/];
    const reason = `Your role (${role}) may not enter a transaction. A lead or an admin can.`;
    for (const name of ways) {
      const button = page.getByRole("button", { name });
      await expect(button).toBeDisabled();
      await expect(button).toHaveAccessibleDescription(reason);
      await button.focus();
      await expect(page.getByRole("tooltip")).toHaveText(reason);
      await button.press("Enter");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}
