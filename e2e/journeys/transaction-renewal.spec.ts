import { type Customer, daysFromNow, paidMonth, readProfile, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";
import { confirmByTyping, fieldOf, fill, newTransactionId, openForm, postsAbout } from "../fixtures/transaction-form";

type Held = { purchase_id: string; store_transaction_id: string; expires_at: string };
const heldBy = async (customer: Customer) => (await readProfile(customer)).subscriptions as Held[];

test("a renewal has a new id under the same original one, and both are in the picture", async ({ as }) => {
  const id = newTransactionId();
  const customer = await seedCustomer({ transactions: [paidMonth(id, -10)] });
  const [first] = await heldBy(customer);
  const page = await as("lead");
  const sheet = await openForm(page, customer, `Add renewal to ${id}`);
  await expect(sheet).toContainText("A new id books a renewal");
  await expect(fieldOf(sheet, "store_transaction_id")).toHaveValue("");
  await expect(fieldOf(sheet, "store_original_transaction_id")).toHaveValue(id);
  const renewal = newTransactionId();
  await fill(sheet, {
    store_transaction_id: renewal,
    "price.value": "9.99",
    "price.currency": "USD",
    "price.country": "US",
  });
  await fill(sheet, { expires_at: daysFromNow(50).slice(0, 16), renew_status: "on" });
  await confirmByTyping(sheet, customer);
  await sheet.getByRole("button", { name: "Record the renewal" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Renewal recorded" })).toContainText("9.99 → 19.98 USD.");

  const [post, ...more] = await postsAbout(customer);
  expect(more).toEqual([]);
  expect(post?.body).toMatchObject({ store_transaction_id: renewal, store_original_transaction_id: id });
  expect(Date.parse(String(post?.body.purchased_at))).toBe(Date.parse(first?.expires_at ?? ""));
  const ids = (await heldBy(customer)).map((held) => held.store_transaction_id);
  expect(ids.sort()).toEqual([id, renewal].sort());
  const table = page.getByRole("table", { name: /Subscriptions/ });
  await table.getByRole("button", { name: "2 periods, show" }).click();
  for (const one of [id, renewal]) {
    await expect(table.getByRole("button", { name: `Correct this transaction ${one}` })).toBeVisible();
  }
});
