import { sayInstant } from "../fixtures/comps";
import {
  type Customer,
  callFromElsewhere,
  daysFromNow,
  paidMonth,
  readProfile,
  seedCustomer,
  writesAbout,
} from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";
import {
  confirmByTyping,
  fieldOf,
  fill,
  newTransactionId,
  openForm,
  postsAbout,
  submitButton,
} from "../fixtures/transaction-form";

type Held = { purchase_id: string; store_transaction_id: string; expires_at: string };
const heldBy = async (customer: Customer) => (await readProfile(customer)).subscriptions as Held[];

test("correcting keeps the id: the price is typed again, Adapty updates in place, revenue is not doubled", async ({
  as,
}) => {
  const id = newTransactionId();
  const month = paidMonth(id, -10);
  const customer = await seedCustomer({ transactions: [month] });
  const before = await heldBy(customer);
  const page = await as("lead");
  const sheet = await openForm(page, customer, `Correct this transaction ${id}`);
  await expect(sheet).toContainText("Same id: Adapty updates this transaction in place");
  for (const name of ["store_transaction_id", "store_original_transaction_id", "store"] as const) {
    await expect(fieldOf(sheet, name)).not.toBeEditable();
  }
  await expect(fieldOf(sheet, "store_transaction_id")).toHaveValue(id);
  for (const name of ["price.value", "price.currency", "price.country"] as const) {
    await expect(fieldOf(sheet, name)).toHaveValue("");
  }

  await confirmByTyping(sheet, customer);
  await submitButton(sheet).click();
  await expect(sheet.getByText("3 fields need a look before this can be sent")).toBeVisible();
  expect(await postsAbout(customer)).toEqual([]);

  const end = `${daysFromNow(200).slice(0, 10)}T12:00`;
  await fill(sheet, { "price.value": "12.5", "price.currency": "USD", "price.country": "US" });
  await fill(sheet, { expires_at: end });
  await sheet.getByRole("button", { name: "Correct the transaction" }).click();
  const done = page.getByRole("status").filter({ hasText: "Transaction corrected" });
  await expect(done).toContainText("Revenue 9.99 → 12.50 USD.");
  await expect(page.getByRole("table", { name: /Subscriptions/ })).toContainText(sayInstant(`${end}Z`));

  const [post, ...more] = await postsAbout(customer);
  expect(more).toEqual([]);
  const { store, store_product_id, purchased_at } = month;
  expect(post?.body).toMatchObject({ store, store_product_id, store_transaction_id: id, renew_status: true });
  expect(Math.floor(Date.parse(String(post?.body.purchased_at)) / 1000)).toBe(
    Math.floor(Date.parse(purchased_at) / 1000),
  );
  const after = await heldBy(customer);
  expect(after.map(({ purchase_id }) => purchase_id)).toEqual(before.map(({ purchase_id }) => purchase_id));
  expect((await readProfile(customer)).total_revenue_usd).toBe(12.5);
});

test("a Google Play product goes back with its base plan after a colon", async ({ as }) => {
  const id = `GPA.${newTransactionId()}`;
  const product = { store: "play_store", store_product_id: "premium_monthly:base-monthly" };
  const customer = await seedCustomer({ transactions: [paidMonth(id, -10, product)] }, "acme-android");
  expect(await heldBy(customer)).toMatchObject([
    { store_product_id: "premium_monthly", store_base_plan_id: "base-monthly" },
  ]);
  const page = await as("lead");
  const sheet = await openForm(page, customer, `Correct this transaction ${id}`);
  await expect(fieldOf(sheet, "store_product_id")).toHaveValue("premium_monthly:base-monthly");
  await fill(sheet, { "price.value": "9.99", "price.currency": "USD", "price.country": "US", renew_status: "off" });
  await confirmByTyping(sheet, customer);
  await submitButton(sheet).click();
  await expect(page.getByText("Transaction corrected")).toBeVisible();
  const [post] = await postsAbout(customer);
  expect(post?.body).toMatchObject({ ...product, store_transaction_id: id, renew_status: false });
  expect(await heldBy(customer)).toMatchObject([
    { store_product_id: "premium_monthly", store_base_plan_id: "base-monthly" },
  ]);
  expect((await readProfile(customer)).total_revenue_usd).toBe(9.99);
});

test("a one-time purchase is corrected to a refund in place", async ({ as }) => {
  const id = newTransactionId();
  const bought = {
    purchase_type: "one_time_purchase",
    store: "app_store",
    store_product_id: "coins_100",
    store_transaction_id: id,
    store_original_transaction_id: id,
    price: { country: "US", currency: "USD", value: 4.99 },
    purchased_at: daysFromNow(-3),
  } as const;
  const customer = await seedCustomer({ transactions: [bought] });
  const page = await as("lead");
  const sheet = await openForm(page, customer, `Correct this transaction ${id}`);
  await fill(sheet, { "price.value": "4.99", "price.currency": "USD", "price.country": "US" });
  await fill(sheet, { refunded_at: daysFromNow(-1).slice(0, 16), cancellation_reason: "refund" });
  await confirmByTyping(sheet, customer);
  await submitButton(sheet).click();
  await expect(page.getByRole("status").filter({ hasText: "Transaction corrected" })).toContainText(
    "Revenue 4.99 → 0.00 USD.",
  );
  await expect(page.getByRole("row").filter({ hasText: "coins_100" })).toContainText("Refunded");
  expect((await readProfile(customer)).non_subscriptions).toMatchObject([
    { store_transaction_id: id, is_refund: true },
  ]);
});

test("typing the id of a transaction that is there says so, and corrects instead of booking twice", async ({ as }) => {
  const id = newTransactionId();
  const customer = await seedCustomer({ transactions: [paidMonth(id, -10)] });
  const sheet = await openForm(await as("lead"), customer);
  await fill(sheet, { store: "app_store", store_transaction_id: id });
  await expect(sheet.getByText("This customer already has a transaction with this id")).toBeVisible();
  await expect(submitButton(sheet)).toHaveText("Correct the transaction");
});

test("a correction far down a long list is not sent over what changed there meanwhile, until the agent has looked", async ({
  as,
}) => {
  const prefix = newTransactionId();
  const bought = (at: number, more: object = {}) => ({
    purchase_type: "one_time_purchase" as const,
    store: "app_store",
    store_product_id: "coins_100",
    store_transaction_id: `${prefix}${at}`,
    store_original_transaction_id: `${prefix}${at}`,
    price: { country: "US", currency: "USD", value: 1 },
    purchased_at: daysFromNow(-at),
    ...more,
  });
  const transactions = Array.from({ length: 30 }, (_, at) => bought(at + 1));
  const oldest = `${prefix}30`;
  const customer = await seedCustomer({ transactions });
  const page = await as("lead");
  await page.goto(customer.path);
  await page.getByRole("button", { name: "Show all 30" }).click();
  const list = page.getByRole("region", { name: "All, scrolling" });
  const correct = list.getByRole("button", { name: `Correct this transaction ${oldest}` });
  await expect(async () => {
    await list.evaluate((region) => region.scrollTo(0, region.scrollHeight));
    await expect(correct).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await correct.click();
  const sheet = page.getByRole("dialog");
  await fill(sheet, { "price.value": "2", "price.currency": "USD", "price.country": "US" });
  await confirmByTyping(sheet, customer);
  const refund = { ...transactions.at(-1), refunded_at: daysFromNow(-1), cancellation_reason: "refund" };
  await callFromElsewhere(customer, "POST", refund, "/api/v2/server-side-api/purchase/set/transaction/");

  await submitButton(sheet).click();
  const notice = sheet.getByRole("status").filter({ hasText: "Not sent: nothing changed" });
  await expect(notice).toContainText("this transaction changed while the form was open");
  expect(await writesAbout(customer)).toEqual([]);
  await expect(fieldOf(sheet, "price.value")).toHaveValue("2");
  const meanwhile = sheet.getByRole("region", { name: "What changed meanwhile" });
  await expect(meanwhile).toContainText(
    /Cancellation reason\s*Before\s*not set\s*Theirs\s*Refund\s*Yours\s*Left as it is now/,
  );
  await meanwhile.getByRole("button", { name: "I have looked, go on" }).click();

  // The correction takes the refund over, whose date Adapty never answers, and so asks for it instead of undoing it.
  await submitButton(sheet).click();
  await expect(sheet.getByText("must be specified together").first()).toBeVisible();
  await fill(sheet, { refunded_at: daysFromNow(-1).slice(0, 16) });
  await submitButton(sheet).click();
  await expect(sheet).toBeHidden();
  expect(await writesAbout(customer)).toMatchObject([
    { body: { store_transaction_id: oldest, price: { value: 2 }, cancellation_reason: "refund" } },
  ]);
});
