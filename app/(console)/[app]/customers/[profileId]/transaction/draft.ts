/** What the form holds: the request's own names, every value possibly empty. Texts as typed, instants as ISO texts. */
export type TransactionDraft = {
  purchase_type: "subscription" | "one_time_purchase";
  store: string;
  environment: string;
  store_product_id: string;
  store_transaction_id: string;
  store_original_transaction_id: string;
  /** While true the original id is the transaction id itself, as it is for every first purchase. */
  originalFollows: boolean;
  price: { value: string; currency: string; country: string };
  purchased_at: string | null;
  originally_purchased_at: string | null;
  /** While true a first purchase was originally purchased when it was purchased. */
  firstFollows: boolean;
  expires_at: string | null;
  renew_status: "" | "on" | "off";
  renew_status_changed_at: string | null;
  offer: { category: string; type: string; id: string };
  billing_issue_detected_at: string | null;
  grace_period_expires_at: string | null;
  refunded_at: string | null;
  cancellation_reason: string;
  is_family_shared: "" | "yes" | "no";
  variation_id: string;
};

type Maybe<Value> = Value | null | undefined;

/** As much of a set-transaction body as is known. */
export type KnownBody = Pick<TransactionDraft, "purchase_type"> & {
  [Name in Exclude<
    keyof TransactionDraft,
    "purchase_type" | "price" | "offer" | "renew_status" | "is_family_shared" | "originalFollows" | "firstFollows"
  >]?: Maybe<string>;
} & {
  price?: Maybe<{ value?: number; currency?: string; country?: string }>;
  offer?: Maybe<{ category?: Maybe<string>; type?: Maybe<string>; id?: Maybe<string> }>;
  renew_status?: Maybe<boolean>;
  is_family_shared?: Maybe<boolean>;
};

const choose = <Word extends string>(flag: Maybe<boolean>, yes: Word, no: Word): Word | "" =>
  flag === true ? yes : flag === false ? no : "";

/** The draft that says what is known and leaves the rest empty; the environment is Production unless something is said of it. */
export function toDraft(known: KnownBody): TransactionDraft {
  const { price, offer } = known;
  return {
    purchase_type: known.purchase_type,
    store: known.store ?? "",
    environment: known.environment ?? "Production",
    store_product_id: known.store_product_id ?? "",
    store_transaction_id: known.store_transaction_id ?? "",
    store_original_transaction_id: known.store_original_transaction_id ?? "",
    originalFollows: !known.store_original_transaction_id,
    price: {
      value: price?.value === undefined ? "" : String(price.value),
      currency: price?.currency ?? "",
      country: price?.country ?? "",
    },
    purchased_at: known.purchased_at ?? null,
    originally_purchased_at: known.originally_purchased_at ?? null,
    firstFollows: !known.originally_purchased_at,
    expires_at: known.expires_at ?? null,
    renew_status: choose(known.renew_status, "on", "off"),
    renew_status_changed_at: known.renew_status_changed_at ?? null,
    offer: { category: offer?.category ?? "", type: offer?.type ?? "", id: offer?.id ?? "" },
    billing_issue_detected_at: known.billing_issue_detected_at ?? null,
    grace_period_expires_at: known.grace_period_expires_at ?? null,
    refunded_at: known.refunded_at ?? null,
    cancellation_reason: known.cancellation_reason ?? "",
    is_family_shared: choose(known.is_family_shared, "yes", "no"),
    variation_id: known.variation_id ?? "",
  };
}

/** The original transaction id as it will be sent. */
export const originalIdOf = (draft: TransactionDraft): string =>
  draft.originalFollows ? draft.store_transaction_id : draft.store_original_transaction_id;

/** The first purchase's date as it will be sent: a renewal has one of its own, which nobody can guess. */
export function firstPurchaseOf(draft: TransactionDraft): string | null {
  if (!draft.firstFollows) return draft.originally_purchased_at;
  return originalIdOf(draft) === draft.store_transaction_id ? draft.purchased_at : null;
}

/**
 * "9.99" and "9,99" as a number. Any other text stays as it is, for the schema to refuse: "1,234" could mean two amounts,
 * a thousand times apart.
 */
export function readAmount(typed: string): number | string {
  const text = typed.trim();
  return /^-?\d+(\.\d+|,\d{1,2})?$/.test(text) ? Number(text.replace(",", ".")) : text;
}

const filled = (fields: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== "" && value !== null && value !== undefined),
  );

/** The request's body: only what was filled in, and only what this kind of purchase has. May still be incomplete. */
export function toBody(draft: TransactionDraft): Record<string, unknown> {
  const offer = filled(draft.offer);
  const shared = {
    purchase_type: draft.purchase_type,
    store: draft.store,
    environment: draft.environment,
    store_product_id: draft.store_product_id,
    store_transaction_id: draft.store_transaction_id,
    store_original_transaction_id: originalIdOf(draft),
    price: filled({ ...draft.price, value: readAmount(draft.price.value) }),
    purchased_at: draft.purchased_at,
    offer: Object.keys(offer).length > 0 ? offer : undefined,
    is_family_shared: draft.is_family_shared && draft.is_family_shared === "yes",
    refunded_at: draft.refunded_at,
    cancellation_reason: draft.cancellation_reason,
    variation_id: draft.variation_id,
  };
  if (draft.purchase_type === "one_time_purchase") return filled(shared);
  return filled({
    ...shared,
    originally_purchased_at: firstPurchaseOf(draft),
    expires_at: draft.expires_at,
    renew_status: draft.renew_status && draft.renew_status === "on",
    renew_status_changed_at: draft.renew_status_changed_at,
    billing_issue_detected_at: draft.billing_issue_detected_at,
    grace_period_expires_at: draft.grace_period_expires_at,
  });
}
