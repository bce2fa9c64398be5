export type AppId = "acme-ios" | "acme-android";

export type Product = { level: string | null; consumable?: true };

export const DEFAULT_LEVEL = "premium";
export const ACCESS_LEVELS = [DEFAULT_LEVEL, "sports"];
export const SUPPORT_STORE = "support";
export const COMP_PRODUCT = "comp_premium";
export const ANONYMOUS_PROFILE_ID = "a0000000-0000-4000-8000-000000000001";

export const APPS: Record<AppId, { uuid: string; practiceKey: string }> = {
  "acme-ios": { uuid: "14c3d623-2f3a-455a-aa86-ef83dff6913b", practiceKey: "secret_practice_acme-ios" },
  "acme-android": { uuid: "5e0f9d1c-7b64-4c0e-9a57-0d3f4b1c8a22", practiceKey: "secret_practice_acme-android" },
};

const PRODUCTS: Record<string, Record<string, Product>> = {
  app_store: {
    premium_monthly: { level: "premium" },
    premium_annual: { level: "premium" },
    "1year.premium": { level: "premium" },
    sports_monthly: { level: "sports" },
    premium_lifetime: { level: "premium" },
    coins_100: { level: null, consumable: true },
  },
  play_store: { "premium_monthly:base-monthly": { level: "premium" } },
  webshop: { web_monthly: { level: "premium" } },
  [SUPPORT_STORE]: { [COMP_PRODUCT]: { level: "premium" } },
};

export const isAppId = (text: unknown): text is AppId => typeof text === "string" && Object.hasOwn(APPS, text);

/**
 * What a product of the practice apps gives. A product that Adapty does not know gives `unknownLevel`: newer pages say the
 * default `premium` level, an older one says none.
 */
export function findProduct(store: string, productId: string, unknownLevel: string | null): Product {
  const products = Object.hasOwn(PRODUCTS, store) ? PRODUCTS[store] : undefined;
  const known = products && Object.hasOwn(products, productId) ? products[productId] : undefined;
  return known ?? { level: unknownLevel };
}
