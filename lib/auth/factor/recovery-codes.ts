import "server-only";
import { randomBytes } from "node:crypto";
import { hashToken } from "../one-time-token";

const COUNT = 10;
/** 120 bits, so that a plain hash keeps them. Source: OWASP ASVS 5.0, 6.5.2. */
const LENGTH = 24;
/** Crockford's base 32: no i, l, o or u. */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

function mintCode(): string {
  const letters = Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join("");
  return letters.replace(/(.{6})(?=.)/g, "$1-");
}

/** Ten new codes as they are shown, `4f7k2m-...` of four groups; each opens once what a code from the app opens. */
export const mintRecoveryCodes = (): string[] => Array.from({ length: COUNT }, mintCode);

/** What is stored of a code, however it was typed: capitals, spaces and dashes aside, o for 0 and i or l for 1. */
export function hashRecoveryCode(typed: string): string {
  const letters = typed.toLowerCase().replace(/[\s-]/g, "").replaceAll("o", "0").replace(/[il]/g, "1");
  return hashToken(letters);
}
