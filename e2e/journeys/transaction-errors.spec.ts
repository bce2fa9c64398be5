import type { Locator } from "@playwright/test";
import type { FieldName } from "../../app/(console)/[app]/customers/[profileId]/transaction/labels";
import { sayProblem } from "../../app/(console)/[app]/customers/[profileId]/transaction/say-problem";
import { transactionRules } from "../../lib/adapty/transaction-rules";
import { type Customer, callsAbout, plan, readProfile, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";
import {
  confirmByTyping,
  type Entries,
  expectMended,
  expectProblem,
  fieldOf,
  fill,
  newTransactionId,
  openForm,
  postsAbout,
  submitButton,
  validPurchase,
  validSubscription,
} from "../fixtures/transaction-form";

const BEFORE = "2026-09-30T09:00";
const SAME = "2026-10-01T09:00";
const AFTER = "2026-11-01T09:00";
const LATER = "2026-12-05T09:00";

/** In a form that is otherwise valid: what breaks only this rule, what mends it, and what is also right there. */
type Case = { form?: () => Entries; breaks: Entries; mends: Entries; other: Entries };

const offer = (category: string, type: string): Entries => ({ "offer.category": category, "offer.type": type });
/** What nobody pays for takes a reason. */
const given: Entries = { reason: "COURTESY" };
const newId = newTransactionId();

const cases: Record<string, Case> = {
  billing_issue_detected_at_date_comparison_error: {
    breaks: { billing_issue_detected_at: SAME },
    mends: { billing_issue_detected_at: AFTER },
    other: { billing_issue_detected_at: LATER },
  },
  expires_date_error: { breaks: { expires_at: SAME }, mends: { expires_at: AFTER }, other: { expires_at: LATER } },
  family_share_price_error: {
    breaks: { is_family_shared: "yes" },
    mends: { "price.value": "0", ...given },
    other: { is_family_shared: "no" },
  },
  one_time_purchase_trial_error: {
    form: validPurchase,
    breaks: { "price.value": "0", ...given, ...offer("introductory", "free_trial") },
    mends: { "offer.type": "pay_up_front" },
    other: { "offer.type": "pay_as_you_go" },
  },
  free_trial_price_error: {
    breaks: offer("introductory", "free_trial"),
    mends: { "price.value": "0", ...given },
    other: { "offer.type": "pay_up_front" },
  },
  grace_period_billing_error: {
    breaks: { grace_period_expires_at: LATER },
    mends: { billing_issue_detected_at: AFTER },
    other: { billing_issue_detected_at: LATER },
  },
  grace_period_expires_date_error: {
    breaks: { billing_issue_detected_at: AFTER, grace_period_expires_at: AFTER },
    mends: { grace_period_expires_at: LATER },
    other: { grace_period_expires_at: "2026-12-06T09:00" },
  },
  missing_offer_id: {
    breaks: offer("win_back", "pay_up_front"),
    mends: { "offer.id": "come-back" },
    other: { "offer.id": "welcome-back" },
  },
  originally_purchased_date_error: {
    breaks: { originally_purchased_at: AFTER },
    mends: { originally_purchased_at: BEFORE },
    other: { originally_purchased_at: SAME },
  },
  refund_date_error: {
    form: validPurchase,
    breaks: { cancellation_reason: "refund", refunded_at: SAME },
    mends: { refunded_at: AFTER },
    other: { refunded_at: LATER },
  },
  refund_fields_error: {
    breaks: { cancellation_reason: "refund" },
    mends: { refunded_at: AFTER },
    other: { refunded_at: LATER },
  },
  renew_status_changed_date_error: {
    breaks: { renew_status_changed_at: SAME },
    mends: { renew_status_changed_at: AFTER },
    other: { renew_status_changed_at: LATER },
  },
  store_transaction_id_error: {
    form: validPurchase,
    breaks: { store_original_transaction_id: "another" },
    mends: { store_original_transaction_id: newId, store_transaction_id: newId },
    other: { store_original_transaction_id: `${newId}-2`, store_transaction_id: `${newId}-2` },
  },
};

/** What Adapty answers with status 400. */
const refuse = (customer: Customer, code: string, source: string, message: string) => {
  const body = { errors: [{ source, errors: [message] }], error_code: code, status_code: 400 };
  return plan(customer, { mode: "status", status: 400, body }, { method: "POST" });
};

test("the table below has a case for every rule there is", () => {
  expect(Object.keys(cases).sort()).toEqual(transactionRules.map(({ code }) => code).sort());
  expect(transactionRules).toHaveLength(13);
});

for (const { code, source, field, message } of transactionRules) {
  const { form = validSubscription, breaks, mends, other } = cases[code] as Case;
  const said = sayProblem(message);

  async function refuseAndMend(sheet: Locator, customer: Customer, entered: Entries, spelling: string) {
    await refuse(customer, code, spelling, message);
    await submitButton(sheet).click();
    await expect(sheet.getByRole("alert")).toContainText("Refused: nothing changed");
    await expect(sheet.getByRole("alert")).toContainText(code);
    const control = fieldOf(sheet, field as FieldName);
    await expectProblem(control, said);
    await expect(sheet.locator("[aria-invalid=true]")).toHaveCount(1);
    await expect(fieldOf(sheet, "store_product_id")).toHaveValue(entered.store_product_id ?? "");
    await expect(fieldOf(sheet, "price.value")).toHaveValue(entered["price.value"] ?? "");
    expect((await readProfile(customer)).total_revenue_usd).toBe(0);

    await fill(sheet, other);
    await expectMended(control, said);
    await submitButton(sheet).click();
    await expect(sheet.page().getByText("Transaction recorded")).toBeVisible();
    expect((await postsAbout(customer)).map(({ status }) => status)).toEqual([400, 200]);
    const { subscriptions = [], non_subscriptions = [] } = await readProfile(customer);
    expect([...subscriptions, ...non_subscriptions]).toHaveLength(1);
  }

  test(`${code} is shown beside ${field} before anything is sent and as Adapty's answer, and goes when it is mended`, async ({
    as,
  }) => {
    const customer = await seedCustomer();
    const page = await as("lead");
    const sheet = await openForm(page, customer);
    const entered = { ...form(), ...breaks };
    await test.step("before anything is sent", async () => {
      await fill(sheet, entered);
      const control = fieldOf(sheet, field as FieldName);
      await expectProblem(control, said);
      await expect(sheet.locator("[aria-invalid=true]")).toHaveCount(1);

      await confirmByTyping(sheet, customer);
      await submitButton(sheet).click();
      await expect(sheet.getByText("One field needs a look before this can be sent")).toBeVisible();
      expect(await postsAbout(customer)).toEqual([]);

      await fill(sheet, mends);
      await expectMended(control, said);
      await expect(sheet.getByText("needs a look before")).toHaveCount(0);
      expect((await callsAbout(customer)).map(({ method }) => method)).toEqual(["GET"]);
    });
    await test.step(`as Adapty's answer about ${source}`, () =>
      refuseAndMend(sheet, customer, { ...entered, ...mends }, source));
    if (!source.startsWith("offer")) return;
    const spelling = source.includes(".") ? source.replace(".", "_") : source.replace("_", ".");
    await test.step(`as Adapty's answer about ${spelling}, in a new form`, async () => {
      const another = await seedCustomer();
      await openForm(page, another);
      const again = { ...form(), ...breaks, ...mends };
      await fill(sheet, again);
      await confirmByTyping(sheet, another);
      await refuseAndMend(sheet, another, again, spelling);
    });
  });
}
