import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const VERSION = "v1";
const [NONCE_BYTES, KEY_BYTES, TAG_BYTES] = [12, 32, 16];

/** `secret` is the session secret; each purpose has a key of its own; `about` names what the text belongs to, and fits nothing else. */
type Seal = { secret: string; purpose: "second factor" | "offer" | "pending sign-in" | "undo"; about: string };

const keyOf = ({ secret, purpose }: Seal) =>
  Buffer.from(hkdfSync("sha256", secret, "", `console: ${purpose}`, KEY_BYTES));

/** Encrypts so that nobody without the session secret reads or changes it (AES-256-GCM, key by HKDF-SHA256). */
export function seal(text: string, how: Seal): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(how), nonce).setAAD(Buffer.from(how.about));
  const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${sealed.toString("base64url")}`;
}

/** The text again; null when it was sealed under another secret, for another purpose or about something else, or not by us. */
export function unseal(sealed: string, how: Seal): string | null {
  const [version, text = ""] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(-TAG_BYTES)];
  const decipher = createDecipheriv(CIPHER, keyOf(how), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(how.about)).setAuthTag(tag);
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}
