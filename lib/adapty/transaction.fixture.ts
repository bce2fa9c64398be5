import { documentedBody } from "./documented-example.fixture";
import { type SubscriptionTransaction, transactionSchema } from "./transaction";

/** The example request of Adapty's "Set transaction" page. */
export const example = JSON.parse(documentedBody) as SubscriptionTransaction;
export const oneTime = {
  purchase_type: "one_time_purchase",
  store: "play_store",
  store_product_id: "coins_100",
  store_transaction_id: "GPA.1",
  store_original_transaction_id: "GPA.1",
  price: { country: "FR", currency: "EUR", value: 0 },
  purchased_at: "2024-01-15T10:30:00Z",
};
export const subscription: Record<string, unknown> = { ...example };
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
