import "server-only";
import { looksLikeProfileId } from "@/lib/adapty/identity";
import { getDatabase } from "@/lib/db/database";
import type { App } from "@/lib/env";
import { log } from "@/lib/log/log";
import { type Found, findCustomer } from "./find-customer";
import { findDeletion, type GoneCustomer } from "./gone-customer";

/** Whom the console knew by an id that Adapty does not know (any more). */
export type Known = { profileId: string; deleted: GoneCustomer["deleted"] };

/** Of all who had this id so many are looked at. */
const MOST = 20;

async function listProfiles(app: string, text: string): Promise<string[]> {
  const db = await getDatabase();
  const operations = db.selectFrom("operation").select("profile_id").where("app", "=", app);
  const byProfile = looksLikeProfileId(text)
    ? await operations.where("profile_id", "=", text.toLowerCase()).limit(1).execute()
    : [];
  const byId = operations.where("customer_user_id", "=", text).orderBy("created_at", "desc").orderBy("id", "desc");
  const seen = db
    .selectFrom("recent_customer")
    .select("profile_id")
    .where("app", "=", app)
    .where("customer_user_id", "=", text)
    .limit(MOST);
  const rows = [...byProfile, ...(await byId.limit(MOST).execute()), ...(await seen.execute())];
  return [...new Set(rows.map((row) => row.profile_id))];
}

/** By a profile id or a customer user id of former days: one who was deleted from here before all others; null for nobody. */
export async function findKnown(app: string, text: string): Promise<Known | null> {
  const known: Known[] = [];
  for (const profileId of await listProfiles(app, text)) {
    const deleted = await findDeletion(app, profileId);
    if (deleted) return { profileId, deleted };
    known.push({ profileId, deleted });
  }
  return known[0] ?? null;
}

/** Looks an id up at Adapty, and where Adapty knows nobody by it, in what the console keeps. */
export async function findOrRecall(app: App, text: string): Promise<Found & { known?: Known }> {
  const found = await findCustomer(app, text);
  if (found.ok || found.code !== "nothing_found") return found;
  try {
    const known = await findKnown(app.id, text);
    return known ? { ...found, known } : found;
  } catch (error) {
    log.error("It could not be looked up whom the console knew by an id.", { fault: error });
    return found;
  }
}
