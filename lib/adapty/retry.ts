import { BACK_OFF_BASE_MS, RETRY_AFTER_MAX_MS } from "./limits";

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The moment (ms) that an HTTP date names (RFC 9110 5.6.7, to the second); null for anything else. */
export function readHttpDate(text: string | null): number | null {
  const at = text !== null && HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** Milliseconds that a Retry-After header asks for (seconds or an HTTP date, RFC 9110 10.2.3); null when it says neither. */
export function readRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = readHttpDate(text);
  return at === null ? null : Math.max(0, at - nowMs);
}

/**
 * How long to wait after try number `tried` (1 is the first): what the server asks for, else back-off with full jitter.
 * `random` lies in 0..1. Never longer than 5 seconds, because a person is waiting.
 */
export function waitBeforeRetry(tried: number, retryAfterMs: number | null, random: number): number {
  return Math.min(retryAfterMs ?? random * BACK_OFF_BASE_MS * 2 ** tried, RETRY_AFTER_MAX_MS);
}
