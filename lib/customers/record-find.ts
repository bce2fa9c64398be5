import "server-only";
import { createHmac, hkdfSync } from "node:crypto";
import type { Actor } from "@/lib/audit/event";
import { recordLook } from "@/lib/audit/record-look";
import { env } from "@/lib/env";
import type { Found } from "./find-customer";
import { whyNoMoreSearches } from "./look-measure";
import { recordMixUp } from "./record-mix-up";

const cannotRecord: Found = {
  ok: false,
  code: "cannot_record",
  message:
    "What was found is not shown: the console cannot record just now who looks for whom. Try again in a moment. If this goes on, tell an admin.",
  tried: [],
};

/** A hash of what was looked for: the same for the same text under the same session secret, and nothing that tells the text to who does not have that. */
export const hashQuery = (text: string, secret: string = env.sessionSecret): string =>
  createHmac("sha256", Buffer.from(hkdfSync("sha256", secret, "", "customer.find", 32)))
    .update(text)
    .digest("hex");

/**
 * Records that somebody looks for a customer in an app, while `look` is under way, and answers what it found once that is
 * recorded, or kept for it while the database takes nothing; nothing is looked up when this account looked for too many within the hour. What was typed may be an e-mail address of anybody's, so the record has it as a keyed hash alone.
 */
export async function findRecorded<Answer extends Found>(
  { actor, app, text }: { actor: Actor; app: string; text: string },
  look: () => Promise<Answer>,
): Promise<Answer | Found> {
  const why = await whyNoMoreSearches(actor, app, Date.now());
  if (why !== null) return { ok: false, code: "too_many", message: `Nothing was looked up. ${why}`, tried: [] };
  const detail = { app, query: hashQuery(text) };
  const recorded = recordLook({ actor, action: "customer.find", outcome: "allowed", detail });
  const [found, isRecorded] = await Promise.all([look(), recorded]);
  if (!found.ok) await recordMixUp(found.code, { app });
  return isRecorded ? found : cannotRecord;
}
