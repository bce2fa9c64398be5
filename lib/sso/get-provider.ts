import "server-only";
import { env } from "@/lib/env";
import { discover, type Found, type Provider } from "./provider";

const FRESH_MS = 3600_000;

type Held = { provider: Provider; at: number };
const shared = globalThis as typeof globalThis & { consoleSso?: { held?: Held; asking?: Promise<Found> } };
shared.consoleSso ??= {};
const state = shared.consoleSso;

/** What the provider said of itself, at most an hour ago; asked once for all who need it at the same time. */
export async function getProvider(): Promise<Found> {
  if (!env.sso) return { ok: false, code: "sso_setup" };
  const { held } = state;
  if (held && Date.now() - held.at < FRESH_MS) return { ok: true, provider: held.provider };
  state.asking ??= discover(env.sso).finally(() => {
    delete state.asking;
  });
  const found = await state.asking;
  if (found.ok) state.held = { provider: found.provider, at: Date.now() };
  // It may be down for a moment: what it said before still holds.
  return !found.ok && held ? { ok: true, provider: held.provider } : found;
}

/**
 * Where a form that begins single sign-on ends up, for the policy of the page that it stands on; null without single
 * sign-on. Until the provider has said otherwise that is its issuer's own origin.
 */
export function authorizationOrigin(): string | null {
  if (!env.sso) return null;
  if (!state.held) void getProvider();
  const endpoint = state.held?.provider.serverMetadata().authorization_endpoint;
  return new URL(endpoint ?? env.sso.issuer).origin;
}
