import { parseInstant } from "./instant";

type Draft = {
  purchase_type?: unknown;
  store_transaction_id?: unknown;
  store_original_transaction_id?: unknown;
  is_family_shared?: unknown;
  price?: { value?: unknown } | null;
  offer?: { category?: unknown; type?: unknown; id?: unknown } | null;
  purchased_at?: unknown;
  originally_purchased_at?: unknown;
  expires_at?: unknown;
  refunded_at?: unknown;
  cancellation_reason?: unknown;
  renew_status_changed_at?: unknown;
  billing_issue_detected_at?: unknown;
  grace_period_expires_at?: unknown;
};

export type TransactionRule = {
  /** Adapty's error_code. */
  code: string;
  /** Adapty's `source` as its examples print it. */
  source: string;
  /** The field of the request that the agent has to look at. */
  field: string;
  message: string;
  subscriptionOnly?: true;
  broken: (draft: Draft) => boolean;
};

const costs = (draft: Draft) => typeof draft.price?.value === "number" && draft.price.value !== 0;
const filled = (value: unknown) => value !== undefined && value !== null && value !== "";

/** Milliseconds from `b` to `a`; NaN, which no comparison holds for, unless both are there. */
const since = (a: unknown, b: unknown) => (filled(a) && filled(b) ? parseInstant(a) - parseInstant(b) : Number.NaN);
const notAfter = (a: unknown, b: unknown) => since(a, b) <= 0;

/**
 * The thirteen rules of set transaction that compare fields, in the order the reference lists them. Each judges a draft
 * that may still lack fields: a rule is broken only when the fields it compares are there.
 * Source: "Set transaction" page, with the three errors its page omits taken from Adapty's snippets.
 */
export const transactionRules: TransactionRule[] = [
  {
    code: "billing_issue_detected_at_date_comparison_error",
    source: "billing_issue_detected_at",
    field: "billing_issue_detected_at",
    message: "billing_issue_detected_at must be later than purchased_at.",
    subscriptionOnly: true,
    broken: (draft) => notAfter(draft.billing_issue_detected_at, draft.purchased_at),
  },
  {
    code: "expires_date_error",
    source: "expires_at",
    field: "expires_at",
    message: "expires_at must be later than purchased_at.",
    subscriptionOnly: true,
    broken: (draft) => notAfter(draft.expires_at, draft.purchased_at),
  },
  {
    code: "family_share_price_error",
    source: "is_family_shared",
    field: "is_family_shared",
    message: "If is_family_shared is true, price.value must be 0.",
    broken: (draft) => draft.is_family_shared === true && costs(draft),
  },
  {
    code: "one_time_purchase_trial_error",
    source: "offer.type",
    field: "offer.type",
    message: "One-time purchase cannot have a trial.",
    broken: (draft) => draft.purchase_type === "one_time_purchase" && draft.offer?.type === "free_trial",
  },
  {
    code: "free_trial_price_error",
    source: "offer_type",
    field: "offer.type",
    message: "If offer_type is 'free_trial', price.value must be 0.",
    broken: (draft) => draft.offer?.type === "free_trial" && costs(draft),
  },
  {
    code: "grace_period_billing_error",
    source: "grace_period_billing_error",
    field: "billing_issue_detected_at",
    message: "If grace_period_expires_at is specified, billing_issue_detected_at must also be specified.",
    subscriptionOnly: true,
    broken: (draft) => filled(draft.grace_period_expires_at) && !filled(draft.billing_issue_detected_at),
  },
  {
    code: "grace_period_expires_date_error",
    source: "grace_period_expires_at",
    field: "grace_period_expires_at",
    message: "grace_period_expires_at must be later or equal to expires_at.",
    subscriptionOnly: true,
    broken: (draft) => since(draft.grace_period_expires_at, draft.expires_at) < 0,
  },
  {
    code: "missing_offer_id",
    source: "offer_category",
    field: "offer.id",
    message: "offer_id must be specified for all offer types except 'introductory'.",
    broken: ({ offer }) => filled(offer?.category) && offer?.category !== "introductory" && !filled(offer?.id),
  },
  {
    code: "originally_purchased_date_error",
    source: "originally_purchased_at",
    field: "originally_purchased_at",
    message: "originally_purchased_at must be earlier than or equal to purchased_at.",
    subscriptionOnly: true,
    broken: (draft) => since(draft.originally_purchased_at, draft.purchased_at) > 0,
  },
  {
    code: "refund_date_error",
    source: "refunded_at",
    field: "refunded_at",
    message: "refunded_at must be later than purchased_at.",
    broken: (draft) => notAfter(draft.refunded_at, draft.purchased_at),
  },
  {
    code: "refund_fields_error",
    source: "refunded_at",
    field: "refunded_at",
    message: "refunded_at and cancellation_reason=refund must be specified together.",
    broken: (draft) => filled(draft.refunded_at) !== (draft.cancellation_reason === "refund"),
  },
  {
    code: "renew_status_changed_date_error",
    source: "renew_status_changed_at",
    field: "renew_status_changed_at",
    message: "renew_status_changed_at must be later than purchased_at.",
    subscriptionOnly: true,
    broken: (draft) => notAfter(draft.renew_status_changed_at, draft.purchased_at),
  },
  {
    code: "store_transaction_id_error",
    source: "store_transaction_id",
    field: "store_transaction_id",
    message: "store_transaction_id must be equal to store_original_transaction_id for purchase.",
    broken: (draft) =>
      draft.purchase_type === "one_time_purchase" &&
      filled(draft.store_transaction_id) &&
      filled(draft.store_original_transaction_id) &&
      draft.store_transaction_id !== draft.store_original_transaction_id,
  },
];
