import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** What is stored of a token: SHA-256 in hex. A token of 256 bits needs no salt. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A new token of 256 bits for a link, and its hash. */
export function mintToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
}
