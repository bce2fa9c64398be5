import "server-only";
import { getDatabase } from "@/lib/db/database";
import type { EventFilter } from "./read-events";

const MOST = 100;

/** Whom somebody means by an id or an account's e-mail: of all that it may stand for, what the record has events about. */
export async function findTargets(text: string): Promise<string[]> {
  const db = await getDatabase();
  const profiles = db.selectFrom("operation").select("profile_id").distinct();
  const recents = db.selectFrom("recent_customer").select("profile_id").distinct();
  const accounts = db.selectFrom("user").select("id");
  const found = await Promise.all([
    profiles.where("customer_user_id", "=", text).limit(MOST).execute(),
    recents.where("customer_user_id", "=", text).limit(MOST).execute(),
  ]);
  const holders = await accounts.where("email", "=", text.toLowerCase()).execute();
  const meant = [
    text,
    text.toLowerCase(),
    ...found.flat().map((row) => row.profile_id),
    ...holders.map(({ id }) => id),
  ];
  const recorded = [...new Set(meant)].map((id) =>
    db.selectFrom("audit_event").select("target_id").where("target_id", "=", id).limit(1).executeTakeFirst(),
  );
  return (await Promise.all(recorded)).flatMap((row) => row?.target_id ?? []);
}

/** A filter whose `about` is as somebody typed it, as the record is read by it. */
export const resolveAbout = async ({
  about,
  ...filter
}: Omit<EventFilter, "targets"> & { about?: string }): Promise<EventFilter> =>
  about === undefined ? filter : { ...filter, targets: await findTargets(about) };
