import "server-only";
import { getProfile } from "@/lib/adapty/calls";
import { type AdaptyFailure, isMissingProfile } from "@/lib/adapty/errors";
import { checkCustomerUserId, checkProfileId, looksLikeProfileId } from "@/lib/adapty/identity";
import type { App } from "@/lib/env";

export type Tried = "profile id" | "customer user id";

export type Found =
  | { ok: true; profileId: string; customerUserId: string | null }
  | { ok: false; code: string; message: string; tried: Tried[]; suggestion?: string };

/** Only Adapty's own word counts: a 404 from something that stands in between says nothing of the customer. */
const isMissing = ({ kind, code, status }: AdaptyFailure) =>
  kind === "refused" && (status === 404 || isMissingProfile(code));

const EDGES = /^[\s\u200b-\u200f\u2060\ufeff"'<]+|[\s\u200b-\u200f\u2060\ufeff"'>]+$/g;

/** The id without what a copy drags along; offered to the agent, never used unasked. */
function suggest(text: string): string | undefined {
  const cleaned = text.replace(EDGES, "");
  return cleaned !== text && checkCustomerUserId(cleaned).ok ? cleaned : undefined;
}

/**
 * Looks an id up in one app: a UUID as profile id first and then as customer user id, anything else as customer user id,
 * exactly as typed. Says what was tried; never searches elsewhere and never changes the text.
 */
export async function findCustomer(app: App, text: string): Promise<Found> {
  const tried: Tried[] = [];
  const checked = checkCustomerUserId(text);
  if (!checked.ok) return { ok: false, code: "id_refused", message: checked.message, tried, suggestion: suggest(text) };

  const asProfile = looksLikeProfileId(text) ? checkProfileId(text) : undefined;
  const identities = [
    ...(asProfile?.ok ? [{ tried: "profile id" as const, identity: { profileId: asProfile.id } }] : []),
    { tried: "customer user id" as const, identity: { customerUserId: checked.id } },
  ];
  for (const attempt of identities) {
    const read = await getProfile(app, attempt.identity);
    tried.push(attempt.tried);
    if (read.ok) {
      const { profile_id: profileId, customer_user_id: customerUserId } = read.profile;
      return { ok: true, profileId, customerUserId: customerUserId ?? null };
    }
    if (!isMissing(read.error)) return { ok: false, code: read.error.code, message: read.error.message, tried };
  }
  return { ok: false, code: "nothing_found", message: `No customer with this id in ${app.name}.`, tried };
}
