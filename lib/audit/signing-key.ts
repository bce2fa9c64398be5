import "server-only";
import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { mintId } from "@/lib/world/world";
import { canonicalize, type Json } from "./canonical";

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

/** The private Ed25519 key in this file (PEM), made at first use for nobody but the console's own account to read. */
export function openSigningKey(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  mkdirSync(dirname(file), { recursive: true });
  const { privateKey } = generateKeyPairSync("ed25519");
  const draft = `${file}.${mintId()}`;
  writeFileSync(draft, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  try {
    // Whole or not at all, and never over a key that another process made first.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, "utf8");
}

/** What to check signatures by: the file may hold the private key or, for whoever only verifies, the public one. Null when there is none. */
export function readVerifyingKey(file: string): KeyObject | null {
  try {
    return createPublicKey(readFileSync(file, "utf8"));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** An Ed25519 signature over the canonical JSON, in base64. */
export const signJson = (held: Json, key: string): string =>
  sign(null, Buffer.from(canonicalize(held)), key).toString("base64");

export const isSignedJson = (held: Json, signature: string, key: KeyObject): boolean =>
  verify(null, Buffer.from(canonicalize(held)), key, Buffer.from(signature, "base64"));
