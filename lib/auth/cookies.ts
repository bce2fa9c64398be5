import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith("https:");

/** `__Host-` binds the cookie to this very host; browsers take it over https only. proxy.ts repeats both names. */
export const sessionCookieName = (publicUrl: string): string =>
  isSecure(publicUrl) ? "__Host-console_session" : "console_session";

/** Of whoever gave the right password and has a second factor to show. */
export const pendingCookieName = (publicUrl: string): string =>
  isSecure(publicUrl) ? "__Host-console_pending" : "console_pending";

/** Of a browser that an account has signed in from. */
const deviceCookieName = (publicUrl: string): string =>
  isSecure(publicUrl) ? "__Host-console_device" : "console_device";

const sign = (text: string, secret: string): string => createHmac("sha256", secret).update(text).digest("base64");

/** `text.signature`, as better-auth signs cookies too. */
export const signCookie = (text: string, secret: string): string => `${text}.${sign(text, secret)}`;

/** Is this `text.signature` of ours? As better-auth signs cookies: the signature is HMAC-SHA256 in base64. */
export function isSigned(value: string, secret: string): boolean {
  const dot = value.lastIndexOf(".");
  if (dot < 1) return false;
  const expected = Buffer.from(sign(value.slice(0, dot), secret));
  const given = Buffer.from(value.slice(dot + 1));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function readCookie(headers: Headers, name: string): string | null {
  for (const pair of headers.get("cookie")?.split(";") ?? []) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name) return value.join("=");
  }
  return null;
}

/** What we signed into the cookie `name`, or null: no such cookie, a forged one, one that is no text at all. */
export function readSigned(headers: Headers, name: string, secret: string): string | null {
  const cookie = readCookie(headers, name)?.replace(/%[0-9a-f]{2}/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
  return cookie !== undefined && isSigned(cookie, secret) ? cookie.slice(0, cookie.lastIndexOf(".")) : null;
}

/** Which password of the account, by the hash that is stored. */
type OfPassword = { email: string; hash: string };
/** Which second factor of the account, by the moment it was turned on. */
type OfCode = { email: string; turnedOn: string };
type Signer = { secret: string; publicUrl: string };

const ofPassword = (nonce: string, { email, hash }: OfPassword) => `${nonce} ${email} ${hash}`;
const ofCode = (nonce: string, { email, turnedOn }: OfCode) => `${nonce} ${email} ${turnedOn}`;

/**
 * Remembers that an account has signed in from this browser, for as long as its password stays, and with `turnedOn` that it
 * gave a code of that factor here, so that a stranger who uses up the account's attempts does not lock its owner out. Source:
 * OWASP "Slow down online guessing attacks with device cookies".
 */
export function mintDeviceCookie(
  { turnedOn, ...whose }: OfPassword & { turnedOn?: string | undefined },
  { secret, publicUrl }: Signer,
): string {
  const nonce = randomBytes(16).toString("hex");
  const proofs = [ofPassword(nonce, whose), ...(turnedOn ? [ofCode(nonce, { ...whose, turnedOn })] : [])];
  const value = [nonce, ...proofs.map((text) => encodeURIComponent(sign(text, secret)))].join(".");
  const year = 365 * 24 * 3600;
  return `${deviceCookieName(publicUrl)}=${value}; Path=/; Max-Age=${year}; HttpOnly; SameSite=Lax${isSecure(publicUrl) ? "; Secure" : ""}`;
}

const isProof = (given: string | undefined, text: string, secret: string): boolean => {
  const [expected, held] = [Buffer.from(encodeURIComponent(sign(text, secret))), Buffer.from(given ?? "")];
  return held.length === expected.length && timingSafeEqual(held, expected);
};

const readParts = (headers: Headers, publicUrl: string): string[] =>
  readCookie(headers, deviceCookieName(publicUrl))?.split(".") ?? [];

/** The device's name when this browser has signed in to this account by its present password before, else null. */
export function readDevice(headers: Headers, whose: OfPassword, { secret, publicUrl }: Signer): string | null {
  const [nonce = "", proof] = readParts(headers, publicUrl);
  return isProof(proof, ofPassword(nonce, whose), secret) ? nonce : null;
}

/** Was a code of this very factor right in this browser before? */
export function hasShownCode(headers: Headers, whose: OfCode, { secret, publicUrl }: Signer): boolean {
  const [nonce = "", , proof] = readParts(headers, publicUrl);
  return isProof(proof, ofCode(nonce, whose), secret);
}
