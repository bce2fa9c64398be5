import type { Transaction } from "@/lib/adapty/transaction";

/** Fixed practice rates: US dollars for one unit. A currency that is not listed here does not count as revenue. */
const DOLLARS_FOR_ONE: Record<string, number> = {
  USD: 1,
  EUR: 1.1,
  GBP: 1.25,
  CHF: 1.1,
  CAD: 0.75,
  AUD: 0.65,
  SEK: 0.1,
  PLN: 0.25,
  TRY: 0.03,
  INR: 0.012,
  BRL: 0.2,
  MXN: 0.055,
  JPY: 0.007,
  KRW: 0.00075,
};

/** What a transaction adds to total_revenue_usd, in US cents: nothing in Sandbox and nothing once refunded. */
export function revenueCents({ environment, refunded_at, price }: Transaction): number {
  if (environment === "Sandbox" || refunded_at) return 0;
  return Math.round(price.value * (DOLLARS_FOR_ONE[price.currency] ?? 0) * 100);
}
