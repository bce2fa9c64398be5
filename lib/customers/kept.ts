import "server-only";
import type { Kysely } from "kysely";
import { openEvent, type ShownEvent } from "@/lib/audit/open-event";
import { addParts } from "@/lib/audit/read-events";
import { readEventRows } from "@/lib/audit/read-rows";
import type { ApprovalTable, Schema } from "@/lib/db/schema";
import { type JournalRow, toRow } from "@/lib/operations/journal-row";

type Customer = { app: string; profileId: string };

export type Kept = {
  about: { app: string; profile_id: string; read_at: string };
  operations: JournalRow[];
  events: ShownEvent[];
  /** For approval, as the table holds them. */
  requests: ApprovalTable[];
  seen_lately: { agent_id: string; customer_user_id: string | null; viewed_at: string }[];
};

/** A statement takes so many values and no more. */
const CHUNK = 500;

/** All that this console keeps of a customer, oldest first, whole: for who asks what is held of them. */
export async function readKept(db: Kysely<Schema>, { app, profileId }: Customer, now: Date): Promise<Kept> {
  const rows = await db
    .selectFrom("operation")
    .selectAll()
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .orderBy("created_at")
    .execute();
  const requests = await db
    .selectFrom("approval")
    .selectAll()
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .orderBy("requested_at")
    .execute();
  const seen = await db
    .selectFrom("recent_customer")
    .select(["agent_id", "customer_user_id", "viewed_at"])
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .orderBy("viewed_at")
    .execute();
  const events: ShownEvent[] = [];
  for (let after = 0; ; ) {
    const about = db
      .selectFrom("audit_event")
      .where("target_id", "=", profileId)
      .where("target_type", "=", "profile")
      .where("app", "=", app)
      .where("seq", ">", after)
      .orderBy("seq")
      .limit(CHUNK);
    const next = await readEventRows(db, about);
    events.push(...(await addParts(db, next)).map(openEvent));
    after = next.at(-1)?.seq ?? after;
    if (next.length < CHUNK) break;
  }
  const about = { app, profile_id: profileId, read_at: now.toISOString() };
  return { about, operations: rows.map(toRow), events, requests, seen_lately: seen };
}
