import "server-only";
import type { Webhook } from "@/lib/env-outside";
import { log } from "@/lib/log/log";
import { signMessage } from "./sign";

const LIMIT_MS = 10_000;

/** What kind of fault it was. Whatever else it says may name the receiver's host. */
function codeOf(error: unknown): string | undefined {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  return cause?.code ?? name;
}

export const postOutcomes = ["taken", "refused", "unreachable"] as const;
export type PostOutcome = (typeof postOutcomes)[number];

/**
 * Posts one message of JSON to the address that was set, and to no other: an answer that leads elsewhere is a refusal. Taken is
 * an answer of 2xx within 10 seconds; what it says beside is not read. The address stays out of the log, its host
 * too: it may hold a secret.
 */
export async function postWebhook(
  { url, secret }: Webhook,
  { id, body }: { id: string; body: unknown },
  now: Date,
): Promise<PostOutcome> {
  const text = JSON.stringify(body);
  const seconds = Math.floor(now.getTime() / 1_000);
  const headers = {
    "content-type": "application/json",
    "user-agent": "adapty-support-console",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    ...(secret && { "webhook-signature": signMessage(secret, { id, seconds, body: text }) }),
  };
  const began = performance.now();
  try {
    const sent = { method: "POST", headers, body: text, redirect: "manual", cache: "no-store" } as const;
    const { status, body: rest } = await fetch(url, { ...sent, signal: AbortSignal.timeout(LIMIT_MS) });
    await rest?.cancel().catch(() => {});
    const facts = { status, ms: performance.now() - began };
    if (status >= 200 && status < 300) {
      log.info("The webhook took an alert.", facts);
      return "taken";
    }
    log.warn("The webhook refused an alert. It is tried again.", facts);
    return "refused";
  } catch (error) {
    const facts = { ms: performance.now() - began, code: codeOf(error) };
    log.warn("The webhook could not be reached. It is tried again.", facts);
    return "unreachable";
  }
}
