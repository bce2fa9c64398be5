import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether a request bears this token (RFC 6750 2.1). However much of a guess is right, it takes the same time to say no. */
export function bears(headers: Headers, token: string): boolean {
  const given = /^Bearer ([\x21-\x7E]+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  return timingSafeEqual(digest(given ?? ""), digest(token)) && given !== undefined;
}
