import { transactionSchema } from "./transaction";

/** The example request of Adapty's "Set transaction" page. */
export const example = {
  purchase_type: "subscription",
  store: "app_store",
  environment: "Production",
  store_product_id: "1year.premium",
  store_transaction_id: "30002109551456",
  store_original_transaction_id: "30002109551456",
  is_family_shared: false,
  price: { country: "US", currency: "USD", value: 9.99 },
  purchased_at: "2022-10-12T09:42:50.000000+0000",
  variation_id: "81109d24-ea95-4806-9ec7-b482bbd1a33d",
  originally_purchased_at: "2022-10-12T09:42:50.000000+0000",
  renew_status: true,
  expires_at: "2026-10-12T09:42:50.000000+0000",
};
export const oneTime = {
  purchase_type: "one_time_purchase",
  store: "play_store",
  store_product_id: "coins_100",
  store_transaction_id: "GPA.1",
  store_original_transaction_id: "GPA.1",
  price: { country: "FR", currency: "EUR", value: 0 },
  purchased_at: "2024-01-15T10:30:00Z",
};
export const subscription: Record<string, unknown> = example;
export const BEFORE = "2022-10-12T09:42:49Z";
export const SAME = "2022-10-12T09:42:50Z";
export const AFTER = "2022-11-12T09:42:50Z";

export type Found = { field: string; code: unknown; source: unknown; message: string };
export function complaints(body: unknown): Found[] {
  const issues = transactionSchema.safeParse(body).error?.issues ?? [];
  return issues.map((issue) => {
    const params = issue.code === "custom" ? issue.params : undefined;
    return { field: issue.path.join("."), code: params?.error_code, source: params?.source, message: issue.message };
  });
}
export const fieldsOf = (body: unknown) => complaints(body).map((found) => found.field);
export const without = (body: object, field: string) =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== field));
