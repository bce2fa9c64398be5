import "server-only";
import { createHmac } from "node:crypto";

/** The bytes of a secret: what follows whsec_ is base64, as Standard Webhooks writes them. */
const keyOf = (secret: string) =>
  secret.startsWith("whsec_") ? Buffer.from(secret.slice("whsec_".length), "base64") : Buffer.from(secret);

type Message = { id: string; seconds: number; body: string };

/** The signature of a message, HMAC-SHA256 as the specification of Standard Webhooks 1.0 lays it out. */
export const signMessage = (secret: string, { id, seconds, body }: Message): string =>
  `v1,${createHmac("sha256", keyOf(secret)).update(`${id}.${seconds}.${body}`).digest("base64")}`;
