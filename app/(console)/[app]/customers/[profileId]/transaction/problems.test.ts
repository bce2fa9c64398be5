import { describe, expect, test } from "vitest";
import type { AccessLevel, NonSubscription, Subscription } from "@/lib/adapty/profile";
import { transactionRules } from "@/lib/adapty/transaction-rules";
import { defaultSettings } from "@/lib/settings/settings";
import { toDraft } from "./draft";
import { renewalTaken } from "./effect";
import { grantCounted } from "./grant-counted";
import { labels } from "./labels";
import { findProblems, formSchemaOf, type Judging, type TransactionForm } from "./problems";
import { sayProblem } from "./say-problem";

const JAN = "2026-01-01T00:00:00Z";
const FEB = "2026-02-01T00:00:00Z";

const empty = (kind: TransactionForm["purchase_type"] = "subscription"): TransactionForm => ({
  ...toDraft({ purchase_type: kind }),
  reason: "",
  note: "",
  ticket: "",
});
const settings = defaultSettings("practice", ["acme-ios"]);
const judging: Judging = { isTaken: () => false, isGrant: () => false, reasons: settings.reasons };
const atOnce = (form: TransactionForm, isTaken = judging.isTaken) =>
  findProblems(form, { ...judging, isTaken }).filter((problem) => problem.atOnce);
const costly = { value: "4.99", currency: "", country: "" };
const noOffer = empty().offer;

/** For each of Adapty's thirteen rules: only the fields it compares are filled in, all others are still empty. */
const broken: [string, TransactionForm][] = [
  [
    "billing_issue_detected_at_date_comparison_error",
    { ...empty(), purchased_at: FEB, billing_issue_detected_at: JAN },
  ],
  ["expires_date_error", { ...empty(), purchased_at: FEB, expires_at: JAN }],
  ["family_share_price_error", { ...empty(), is_family_shared: "yes", price: costly }],
  ["one_time_purchase_trial_error", { ...empty("one_time_purchase"), offer: { ...noOffer, type: "free_trial" } }],
  ["free_trial_price_error", { ...empty(), offer: { ...noOffer, type: "free_trial" }, price: costly }],
  ["grace_period_billing_error", { ...empty(), grace_period_expires_at: FEB }],
  [
    "grace_period_expires_date_error",
    { ...empty(), grace_period_expires_at: JAN, billing_issue_detected_at: JAN, expires_at: FEB },
  ],
  ["missing_offer_id", { ...empty(), offer: { ...noOffer, category: "win_back" } }],
  [
    "originally_purchased_date_error",
    { ...empty(), purchased_at: JAN, originally_purchased_at: FEB, firstFollows: false },
  ],
  ["refund_date_error", { ...empty(), purchased_at: FEB, refunded_at: JAN, cancellation_reason: "refund" }],
  ["refund_fields_error", { ...empty(), cancellation_reason: "refund" }],
  ["renew_status_changed_date_error", { ...empty(), purchased_at: FEB, renew_status_changed_at: JAN }],
  [
    "store_transaction_id_error",
    {
      ...empty("one_time_purchase"),
      store_transaction_id: "2",
      store_original_transaction_id: "1",
      originalFollows: false,
    },
  ],
];

describe("what is wrong at once, while other fields are still empty", () => {
  test.each(broken)("%s stands beside its field", (code, form) => {
    const rule = transactionRules.find((candidate) => candidate.code === code);
    expect(atOnce(form)).toEqual([{ field: rule?.field, message: sayProblem(rule?.message ?? ""), atOnce: true }]);
    expect(Object.keys(labels)).toContain(rule?.field);
  });

  test("every rule that Adapty has is among them", () => {
    expect(broken.map(([code]) => code).sort()).toEqual(transactionRules.map(({ code }) => code).sort());
  });

  test("a transaction id of 51 characters", () => {
    const form = { ...empty(), store_transaction_id: "x".repeat(51) };
    expect(atOnce(form).map(({ field }) => field)).toEqual(["store_transaction_id", "store_original_transaction_id"]);
  });

  test("nothing, in an empty form", () => {
    expect(atOnce(empty())).toEqual([]);
    expect(findProblems(empty(), judging).map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        "store",
        "store_product_id",
        "price.value",
        "price.currency",
        "renew_status",
        "expires_at",
      ]),
    );
  });
});

test("every problem of any form has a box to stand beside", () => {
  for (const form of [empty(), empty("one_time_purchase"), ...broken.map(([, form]) => form)]) {
    for (const { field } of findProblems(form, judging)) expect(Object.keys(labels)).toContain(field);
  }
});

describe("a renewal", () => {
  const entry = {
    store: "app_store",
    store_transaction_id: "301",
    store_original_transaction_id: "300",
  } as Subscription;
  const start = { kind: "renewal", entry } as const;
  const latest = { ...entry, store_transaction_id: "302" };
  const view = { chains: [{ id: "300", latest, periods: [latest], periodCount: 3 }], purchases: [] };
  const renewing = (id: string, change: Partial<TransactionForm> = {}): TransactionForm => ({
    ...empty(),
    store: "app_store",
    store_transaction_id: id,
    store_original_transaction_id: "300",
    originalFollows: false,
    ...change,
  });

  test.each(["300", "301", "302"])("is refused beside its transaction id when the customer has %s already", (id) => {
    const refused = renewalTaken(start, view);
    expect(atOnce(renewing(id), refused)).toEqual([
      { field: "store_transaction_id", message: expect.stringContaining("already has this transaction"), atOnce: true },
    ]);
    expect(formSchemaOf({ ...judging, isTaken: refused }).safeParse(renewing(id)).error?.issues).toContainEqual(
      expect.objectContaining({ path: ["store_transaction_id"] }),
    );
  });

  test("is not refused for a new id, an empty one, or one that another store has", () => {
    const refused = renewalTaken(start, view);
    for (const form of [renewing("303"), renewing(""), renewing("302", { store: "stripe" })]) {
      expect(atOnce(form, refused)).toEqual([]);
    }
  });

  test("alone is refused: a new entry and a correction may name an id that is there", () => {
    expect(atOnce(renewing("302"), renewalTaken({ kind: "new" }, view))).toEqual([]);
    expect(atOnce(renewing("301"), renewalTaken({ kind: "correct_subscription", entry }, view))).toEqual([]);
  });
});

test("a note that is too long for the journal stands beside the note", () => {
  expect(findProblems({ ...empty(), note: "x".repeat(1001) }, judging)).toContainEqual({
    field: "note",
    message: "At most 1000 characters.",
    atOnce: true,
  });
});

describe("a reason", () => {
  const now = Date.parse(FEB);
  const view = { app: "acme-ios", accessLevels: [], purchases: [] };
  const isGrant = grantCounted({ kind: "new" }, { view, settings, now });
  const free = { value: "0", currency: "USD", country: "US" };
  const month = { ...empty(), price: free, purchased_at: JAN, expires_at: "2026-03-01T00:00:00Z" };
  const whyWrong = (form: TransactionForm) =>
    findProblems(form, { ...judging, isGrant })
      .filter(({ field }) => field === "reason" || field === "note")
      .map(({ field, message }) => `${field}: ${message}`);
  const missing = ["reason: Choose a reason."];

  test.each<[string, TransactionForm, string[]]>([
    ["is asked for what nobody pays for", month, missing],
    ["is asked for what was bought in Sandbox", { ...month, environment: "Sandbox", price: costly }, missing],
    ["is asked for a purchase for life at price 0", { ...empty("one_time_purchase"), price: free }, missing],
    ["is not asked for what was paid for", { ...month, price: costly }, []],
    ["is not asked for what has ended", { ...month, expires_at: JAN }, []],
    ["is not asked for while no price is there", { ...month, price: { ...free, value: "" } }, []],
    ["is enough", { ...month, reason: "COURTESY" }, []],
    ["may ask for a note", { ...month, reason: "OTHER" }, ["note: “Other” needs a note."]],
    ["that nobody asked for may, too", { ...month, price: costly, reason: "OTHER" }, ["note: “Other” needs a note."]],
  ])("%s", (_, form, wrong) => {
    expect(whyWrong(form)).toEqual(wrong);
  });

  test("is not asked for beside what runs as long, nor for a purchase that is there already", () => {
    const level = { access_level_id: "premium", store: "app_store", store_product_id: "p1", is_active: true };
    const until = { ...level, activated_at: JAN, expires_at: "2026-06-01T00:00:00Z" } as AccessLevel;
    const paid = { ...view, accessLevels: [until] };
    const bought = { ...month, store: "app_store", store_product_id: "p1" };
    expect(grantCounted({ kind: "new" }, { view: paid, settings, now })(bought)).toBe(false);
    expect(isGrant(bought)).toBe(true);

    const entry = { purchase_id: "x", store: "app_store", store_product_id: "coins", store_transaction_id: "7" };
    const coins = { ...empty("one_time_purchase"), ...entry, price: free };
    const start = { kind: "correct_purchase" as const, entry: entry as NonSubscription };
    expect([isGrant(coins), grantCounted(start, { view, settings, now })(coins)]).toEqual([true, false]);
  });
});
