import "server-only";
import { env } from "@/lib/env";
import { oneInProcess } from "@/lib/world/one-in-process";
import { discover, type Found, type Provider } from "./provider";

const FRESH_MS = 3600_000;

// Next holds several instances of openid-client in one process, and each takes only what it made itself: what it keeps is of
// this module alone, and what all of them know is text.
let held: { provider: Provider; at: number } | undefined;
let asking: Promise<Found> | undefined;
const shared = oneInProcess("consoleSsoEndpoint", (): { endpoint?: string } => ({}));

/** What the provider said of itself, at most an hour ago; asked once for all who need it at the same time. */
export async function getProvider(): Promise<Found> {
  if (!env.sso) return { ok: false, code: "sso_setup" };
  if (held && Date.now() - held.at < FRESH_MS) return { ok: true, provider: held.provider };
  asking ??= discover(env.sso).finally(() => {
    asking = undefined;
  });
  const found = await asking;
  if (found.ok) {
    held = { provider: found.provider, at: Date.now() };
    shared.endpoint = found.provider.serverMetadata().authorization_endpoint;
  }
  // It may be down for a moment: what it said before still holds.
  return !found.ok && held ? { ok: true, provider: held.provider } : found;
}

/**
 * Where a form that begins single sign-on ends up, for the policy of the page that it stands on; null without single
 * sign-on. Until the provider has said otherwise that is its issuer's own origin.
 */
export function authorizationOrigin(): string | null {
  if (!env.sso) return null;
  if (!shared.endpoint) void getProvider();
  return new URL(shared.endpoint ?? env.sso.issuer).origin;
}
