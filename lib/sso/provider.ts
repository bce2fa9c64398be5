import "server-only";
import * as client from "openid-client";
import type { Secrets } from "./attempt";
import type { SsoConfig } from "./config";
import { nameFailure } from "./failure";
import type { SsoRefusal } from "./refusals";

/** Who came back. `email` null: the provider told none; `emailVerified` null: it does not say. `way`: how, in its own words; `signedInAt`: when they proved it there last, where it says so. */
export type Identity = {
  issuer: string;
  subject: string;
  name: string | null;
  email: string | null;
  emailVerified: boolean | null;
  way: { amr?: string[]; acr?: string };
  signedInAt: Date | null;
};

export type Provider = client.Configuration;
type Failed = { ok: false; code: SsoRefusal };
export type Found = { ok: true; provider: Provider } | Failed;

const TIMEOUT_SECONDS = 5;

/** The spec's default is basic; many providers take either, some only one. */
const secretAuth =
  (secret: string): client.ClientAuth =>
  (as, ...rest) => {
    const methods = as.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const how = methods.includes("client_secret_basic") ? client.ClientSecretBasic : client.ClientSecretPost;
    how(secret)(as, ...rest);
  };

/** Reads what the provider says of itself. Every call to it, this one and later ones, ends after `timeoutSeconds`. */
export async function discover(
  { issuer, clientId, clientSecret }: SsoConfig,
  { timeoutSeconds = TIMEOUT_SECONDS }: { timeoutSeconds?: number } = {},
): Promise<Found> {
  const insecure = issuer.startsWith("http:") ? [client.allowInsecureRequests] : [];
  const auth = clientSecret ? secretAuth(clientSecret) : client.None();
  try {
    const provider = await client.discovery(new URL(issuer), clientId, undefined, auth, {
      timeout: timeoutSeconds,
      // Without these the signature of an ID token is taken on trust in TLS.
      execute: [...insecure, client.enableNonRepudiationChecks],
    });
    return { ok: true, provider };
  } catch (error) {
    const code = nameFailure(error);
    return { ok: false, code: code === "sso_untrusted" ? "sso_setup" : code };
  }
}

/** Where the browser goes to sign in. `fresh`: even if the provider remembers it, and so that it says when. */
export async function toAuthorization(
  provider: Provider,
  { redirectUri, secrets, fresh }: { redirectUri: string; secrets: Secrets; fresh: boolean },
): Promise<string> {
  return client.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: "openid email profile",
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: "S256",
    ...(fresh ? { prompt: "login", max_age: "0" } : {}),
  }).href;
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value.trim() !== "" ? value : null);

function readWay({ amr, acr }: client.IDToken): Identity["way"] {
  const words = Array.isArray(amr)
    ? amr.filter((word) => typeof word === "string").map((word) => word.slice(0, 40))
    : [];
  return { ...(words.length > 0 && { amr: words.slice(0, 10) }), ...(acr && { acr: String(acr).slice(0, 100) }) };
}

/**
 * Trades the code of the address that the browser came back to for an ID token, and checks it: signature, issuer, audience,
 * expiry, nonce, and with `since` that the person signed in there after that moment. `now` in ms.
 */
export async function redeem(
  provider: Provider,
  { url, secrets, since, now }: { url: URL; secrets: Secrets; since?: Date | undefined; now: number },
): Promise<{ ok: true; identity: Identity } | Failed> {
  if (url.searchParams.get("state") !== secrets.state) return { ok: false, code: "sso_state" };
  // openid-client takes half a minute off: two clocks never agree.
  const maxAge = since && Math.max(0, Math.ceil((now - since.getTime()) / 1000));
  try {
    const tokens = await client.authorizationCodeGrant(provider, url, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
      ...(maxAge !== undefined && { maxAge }),
    });
    const claims = tokens.claims();
    const { issuer, userinfo_endpoint } = provider.serverMetadata();
    // Some take part in a federation whose members each sign for themselves: only the one that is named counts.
    if (!claims || claims.iss !== issuer) return { ok: false, code: "sso_issuer" };
    // PostgreSQL could not hold a U+0000.
    if (!claims.sub || claims.sub.includes("\0")) return { ok: false, code: "sso_untrusted" };
    const told =
      claims.email === undefined && userinfo_endpoint
        ? await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
        : claims;
    const email = textOf(told.email)?.trim().toLowerCase() ?? null;
    return {
      ok: true,
      identity: {
        issuer,
        subject: claims.sub,
        name: textOf(told.name),
        email: email && email.length <= 254 && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email) ? email : null,
        emailVerified: typeof told.email_verified === "boolean" ? told.email_verified : null,
        way: readWay(claims),
        signedInAt: claims.auth_time === undefined ? null : new Date(claims.auth_time * 1000),
      },
    };
  } catch (error) {
    return { ok: false, code: nameFailure(error) };
  }
}
