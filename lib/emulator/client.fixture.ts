import type { SubscriptionTransaction } from "@/lib/adapty/transaction";
import { APPS, type AppId } from "./catalogue";
import { type RunningEmulator, startEmulator } from "./listener";

export const NOW = Date.parse("2026-03-10T12:00:00Z");
export const DAY = 86_400_000;
export const PROFILE = "/profile/";
export const TRANSACTION = "/purchase/set/transaction/";
export const GRANT = "/purchase/profile/grant/access-level/";
export const REVOKE = "/purchase/profile/revoke/access-level/";

type Level = Record<string, unknown> & { access_level_id: string; expires_at: string | null };
export type WireProfile = Record<string, unknown> & {
  profile_id: string;
  customer_user_id: string | null;
  timestamp: number;
  total_revenue_usd: number;
  custom_attributes: { key: string; value: string | number }[];
  access_levels: Level[];
  subscriptions: Record<string, unknown>[];
  non_subscriptions: Record<string, unknown>[];
};
type Answer = {
  status: number;
  body: { data: WireProfile; errors: { source: string | null; errors: string[] }[]; error_code: string };
};
type Send = { app?: AppId; headers?: Record<string, string>; body?: unknown };

/** Calls a running emulator over HTTP as its clients do; a text body is sent as it is. */
export function clientOf(emulator: RunningEmulator) {
  async function send(method: string, path: string, { app = "acme-ios", headers, body }: Send = {}): Promise<Answer> {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { authorization: `Api-Key ${APPS[app].practiceKey}`, ...headers },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  }
  const api = (method: string, path: string, options?: Send) => send(method, `/api/v2/server-side-api${path}`, options);
  const as = (customerUserId: string) => {
    const headers = { "adapty-customer-user-id": customerUserId };
    return {
      get: () => api("GET", PROFILE, { headers }),
      create: (body?: unknown) => api("POST", PROFILE, { headers, body }),
      patch: (body: unknown) => api("PATCH", PROFILE, { headers, body }),
      remove: () => api("DELETE", PROFILE, { headers }),
      set: (body: unknown) => api("POST", TRANSACTION, { headers, body }),
      grant: (body: unknown) => api("POST", GRANT, { headers, body }),
      revoke: (body: unknown) => api("POST", REVOKE, { headers, body }),
    };
  };
  return { url: emulator.url, send, api, as, close: emulator.close };
}

/** A memory-only emulator whose clock the test moves by hand. */
export async function startTestEmulator(options: Partial<Parameters<typeof startEmulator>[0]> = {}) {
  const clock = { now: NOW };
  const emulator = await startEmulator({ port: 0, file: ":memory:", now: () => clock.now, ...options });
  return { ...clientOf(emulator), clock };
}

/** Days from NOW as Adapty answers them. */
export const day = (days: number) => new Date(NOW + days * DAY).toISOString().replace(".000Z", "+00:00");

/** A valid subscription transaction: ten days old, twenty days left. */
export const monthly = (changes: Partial<SubscriptionTransaction> = {}): SubscriptionTransaction => ({
  purchase_type: "subscription",
  store: "app_store",
  store_product_id: "premium_monthly",
  store_transaction_id: "100",
  store_original_transaction_id: "100",
  price: { country: "US", currency: "USD", value: 9.99 },
  purchased_at: day(-10),
  originally_purchased_at: day(-10),
  expires_at: day(20),
  renew_status: true,
  ...changes,
});

/** A valid one-time transaction, five days old. */
export const once = (product: string, id: string, changes: Record<string, unknown> = {}) => ({
  purchase_type: "one_time_purchase",
  store: "app_store",
  store_product_id: product,
  store_transaction_id: id,
  store_original_transaction_id: id,
  price: { country: "US", currency: "USD", value: 4.99 },
  purchased_at: day(-5),
  ...changes,
});
