import type { ServerResponse } from "node:http";
import type { App } from "@/lib/env";
import { serve } from "./server.fixture";
import type { Transaction } from "./transaction";

export const app: App = { id: "ios", name: "Acme iOS", secretKey: "secret_live_CANARY" };
export const PROFILE_ID = "3286abd3-48b0-4e9c-a5f6-ac0a006804a6";
export const profile = { profile_id: PROFILE_ID, customer_user_id: "Bob", access_levels: [], timestamp: 7 };
export const quiet = { sleep: async () => {}, random: () => 0.5 };
export const transaction: Transaction = {
  purchase_type: "one_time_purchase",
  store: "support",
  store_product_id: "comp_premium",
  store_transaction_id: "comp_1",
  store_original_transaction_id: "comp_1",
  price: { country: "US", currency: "USD", value: 0 },
  purchased_at: "2026-01-01T00:00:00Z",
};

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
export const refusal = (error_code: string, source: string | null, message: string, status_code: number) => ({
  errors: [{ source, errors: [message] }],
  error_code,
  status_code,
});
/** Answers the given statuses one after the other, then the profile; counts the calls. */
export async function flaky(statuses: number[], headers: Record<string, string> = {}) {
  const seen = { calls: 0 };
  const origin = await serve((_, response) => {
    const status = statuses[seen.calls++];
    if (status === undefined) answerJson(response, 200, { data: profile });
    else response.writeHead(status, { "content-type": "text/html", ...headers }).end("<html><h1>busy</h1></html>");
  });
  return { origin, seen };
}
