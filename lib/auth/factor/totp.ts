import "server-only";
import { Secret, TOTP } from "otpauth";

const SECONDS = 30;
/** One step either side: clocks differ, and typing takes a while. Source: RFC 6238, 5.2. */
const WINDOW = 1;

const totpOf = (secret: string, label = "") =>
  new TOTP({ issuer: "Support console", label, algorithm: "SHA1", digits: 6, period: SECONDS, secret });

/** 160 bits in base32, as every authenticator app takes them. Source: RFC 4226, 4. */
export const mintSecret = (): string => new Secret({ size: 20 }).base32;

/** What the QR code of a secret holds: an app files it under `label`. */
export const toUri = (secret: string, label: string): string => totpOf(secret, label).toString();

/**
 * The time step (30 seconds since 1970) whose code this is, of the present one and its two neighbours; null when it is none.
 * Compares in constant time. `now` in ms.
 */
export function matchStep(secret: string, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const away = totpOf(secret).validate({ token: code, timestamp: now, window: WINDOW });
  return away === null ? null : Math.floor(now / 1000 / SECONDS) + away;
}
