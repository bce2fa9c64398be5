import "server-only";
import * as client from "openid-client";
import type { SsoRefusal } from "./refusals";

const CLAIMS: Record<string, SsoRefusal> = { nonce: "sso_nonce", aud: "sso_audience", iss: "sso_issuer" };
/** By what openid-client says of a claim or parameter that is not there. */
const MISSING: [string, SsoRefusal][] = [
  ["auth_time", "sso_stale"],
  ["nonce", "sso_nonce"],
  ['"iss"', "sso_issuer"],
];
const SETUP = new Set(["invalid_client", "unauthorized_client", "invalid_scope", "invalid_request", "redirect_uri"]);

/** The claim or attribute that a check of openid-client's was about, however deep its errors lie in each other. */
function findClaim(error: unknown, depth = 4): string | undefined {
  if (!(error instanceof Error) && typeof error !== "object") return undefined;
  const { claim, attribute, cause } = (error ?? {}) as Record<"claim" | "attribute" | "cause", unknown>;
  if (typeof claim === "string") return claim;
  if (typeof attribute === "string") return attribute === "issuer" ? "iss" : attribute;
  return depth > 0 ? findClaim(cause, depth - 1) : undefined;
}

const saysOf = (error: unknown, name: string): boolean =>
  String((error as { cause?: { message?: unknown } }).cause?.message).includes(name);

/** In one word why the provider's answer is refused. Never throws, and repeats nothing of the answer. */
export function nameFailure(error: unknown): SsoRefusal {
  if (error instanceof client.AuthorizationResponseError) {
    if (SETUP.has(error.error)) return "sso_setup";
    return /^(server_error|temporarily_unavailable)$/.test(error.error) ? "sso_down" : "sso_cancelled";
  }
  if (error instanceof client.ResponseBodyError) {
    // A code that was used before, or that is not of this client.
    if (error.error === "invalid_grant") return "sso_lost";
    return error.status >= 500 ? "sso_down" : "sso_setup";
  }
  if (error instanceof client.WWWAuthenticateChallengeError) return "sso_setup";
  const { code } = error as { code?: unknown };
  switch (code) {
    case "OAUTH_TIMEOUT":
    case "OAUTH_ABORT":
    case "OAUTH_RESPONSE_IS_NOT_CONFORM":
    case "OAUTH_RESPONSE_IS_NOT_JSON":
    case "OAUTH_PARSE_ERROR":
      return "sso_down";
    case "OAUTH_JWT_TIMESTAMP_CHECK_FAILED":
      return findClaim(error) === "auth_time" ? "sso_stale" : "sso_expired";
    case "OAUTH_JWT_CLAIM_COMPARISON_FAILED":
    case "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED":
      return CLAIMS[findClaim(error) ?? ""] ?? "sso_untrusted";
    case "OAUTH_INVALID_RESPONSE":
      return MISSING.find(([name]) => saysOf(error, name))?.[1] ?? "sso_untrusted";
    default:
      // What fetch throws when nobody answers.
      return error instanceof TypeError && error.message === "fetch failed" ? "sso_down" : "sso_untrusted";
  }
}
