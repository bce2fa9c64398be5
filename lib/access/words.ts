const STORES = new Map([
  ["app_store", "App Store"],
  ["play_store", "Google Play"],
  ["stripe", "Stripe"],
  ["paddle", "Paddle"],
  ["adapty", "Adapty"],
]);

const REASONS = new Map([
  ["voluntarily_cancelled", "by the customer"],
  ["billing_error", "because the payment failed"],
  ["price_increase", "because the price rose"],
  ["product_was_not_available", "because the product was not available"],
  ["refund", "with a refund"],
  ["cancelled_by_developer", "by the developer"],
  ["new_subscription_replace", "because another subscription replaced it"],
  ["upgraded", "because of an upgrade"],
  ["adapty_revoked", "by a revoke in Adapty"],
]);

/** Every invisible sign, but not the joiner that makes one emoji of several. */
const SIGNS = /(?!\u200d)\p{Cf}|(?<!\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d/gu;

/**
 * A text from outside as every screen shows it: the signs that would turn a line round or hide a difference are spelled out
 * (`\u202e`), so that two ids which look alike are alike, and one id reads the same everywhere.
 */
export const showSigns = (text: string): string =>
  text.replace(SIGNS, (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);

/** A customer in a list, by their own id, or else by the beginning of the profile's. */
export const customerName = (customerUserId: string | null, profileId: string): string =>
  showSigns(customerUserId ?? "") || `Profile ${profileId.slice(0, 8)}`;

/** The store as people call it; the id of a custom store as it is. */
export const storeName = (store: string | null | undefined): string =>
  store ? (STORES.get(store) ?? showSigns(store)) : "unknown store";

/** Why something was cancelled, to end a sentence with; "" when Adapty does not say, an unknown reason as it is. */
export const reasonWords = (reason: string | null | undefined): string =>
  !reason || reason === "unknown" ? "" : (REASONS.get(reason) ?? `(${showSigns(reason)})`);

type Offer = { category?: string | null; type?: string | null; id?: string | null };

/** "win-back offer come-back-half-price, pay as you go"; "" where the period has no offer or Adapty does not say. */
export function offerWords(offer: Offer | null | undefined): string {
  if (!offer) return "";
  const { category, type, id } = offer;
  const kind = showSigns(category ?? "")
    .replace(/^win_/, "win-")
    .replaceAll("_", " ");
  const name = [kind === "offer code" ? kind : `${kind} offer`.trim(), id && showSigns(id)].filter(Boolean).join(" ");
  return [name, type && showSigns(type).replaceAll("_", " ")].filter(Boolean).join(", ");
}

/** "no-ads" reads "No ads". */
export function levelTitle(id: string | null | undefined): string {
  const words = showSigns(id ?? "")
    .replace(/[-_\s]+/g, " ")
    .trim();
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : "Unnamed access";
}
