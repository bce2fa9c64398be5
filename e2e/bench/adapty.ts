import { type Profile, profileSchema } from "../../lib/adapty/profile";
import type { Transaction } from "../../lib/adapty/transaction";

// The emulator as the benchmarks see it: over HTTP, like Adapty.

export const APP = "acme-ios";
export const PROFILE_PATH = "/api/v2/server-side-api/profile/";
export const TRANSACTION_PATH = "/api/v2/server-side-api/purchase/set/transaction/";
export const authorization = `Api-Key secret_practice_${APP}`;

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

async function ask(origin: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(origin + path, {
    method,
    headers: { authorization, "content-type": "application/json", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json() as Promise<unknown>;
}

const price = { country: "US", currency: "USD", value: 9.99 };

export function paidMonth(original: string, period: number, startedDaysAgo: number): Transaction {
  const purchasedAt = daysAgo(startedDaysAgo);
  return {
    purchase_type: "subscription",
    store: "app_store",
    store_product_id: "premium_monthly",
    store_transaction_id: `${original}${String(period).padStart(3, "0")}`,
    store_original_transaction_id: original,
    price,
    purchased_at: purchasedAt,
    originally_purchased_at: purchasedAt,
    expires_at: daysAgo(startedDaysAgo - 30),
    renew_status: true,
  };
}

const coins = (id: string, boughtDaysAgo: number): Transaction => ({
  purchase_type: "one_time_purchase",
  store: "app_store",
  store_product_id: "coins_100",
  store_transaction_id: id,
  store_original_transaction_id: id,
  price,
  purchased_at: daysAgo(boughtDaysAgo),
});

/** Puts a customer in place with `periods` months of one subscription, the last one running, and `purchases` coins. */
export async function seedCustomer(origin: string, customerUserId: string, periods: number, purchases: number) {
  const months = Array.from({ length: periods }, (_, index) =>
    paidMonth("2000000700000", index, 30 * (periods - index) - 20),
  );
  const bought = Array.from({ length: purchases }, (_, index) => coins(`20000008${1000 + index}`, 3 + 7 * index));
  const seed = { customer_user_id: customerUserId, transactions: [...months, ...bought] };
  const { data } = (await ask(origin, "POST", "/__emulator/profiles", seed)) as { data: { profile_id: string } };
  return data.profile_id;
}

export async function readProfile(origin: string, customerUserId: string): Promise<Profile> {
  const headers = { "adapty-customer-user-id": customerUserId };
  return profileSchema.parse(((await ask(origin, "GET", PROFILE_PATH, undefined, headers)) as { data: unknown }).data);
}

export const clearCounters = (origin: string) => ask(origin, "DELETE", "/__emulator/counters");

/** Requests since the last clearing, by method and path. */
export async function readCounters(origin: string): Promise<Record<string, number>> {
  return ((await ask(origin, "GET", "/__emulator/counters")) as { requests: Record<string, number> }).requests;
}
