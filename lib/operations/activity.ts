import "server-only";
import { getDatabase } from "@/lib/db/database";
import type { OperationName, OperationState } from "./catalogue";
import type { JournalRow, Outcome } from "./journal-row";
import { neverSent, QUIET_MS } from "./recheck";

/** One thing done from here, as the screens show it. `request` is what was sent to Adapty, without the key. */
export type ActivityEntry = Pick<
  JournalRow,
  "id" | "name" | "state" | "agent" | "reason" | "ticket" | "note" | "request" | "createdAt" | "settledAt"
> & { message: string | null };

/** The last value written from here to a field that Adapty never answers. `confirmed` is false while its outcome is unknown. */
export type LastSet = Record<string, { value: unknown; at: string; by: string; confirmed: boolean }>;

export const ACTIVITY_SHOWN = 50;
/** How many of the newest profile updates are looked through for what was last set. */
export const UPDATES_READ = 200;

const shown = [
  "id",
  "name",
  "state",
  "agent_id",
  "agent_email",
  "agent_role",
  "reason",
  "ticket",
  "note",
  "request",
  "outcome",
  "created_at",
  "settled_at",
] as const;

/** Newest first, at most ACTIVITY_SHOWN. What was recorded but never sent, and is not about to be, reads not_applied. */
export async function listActivity(app: string, profileId: string): Promise<ActivityEntry[]> {
  const db = await getDatabase();
  const rows = await db
    .selectFrom("operation")
    .select(shown)
    .where("app", "=", app)
    .where("profile_id", "=", profileId.toLowerCase())
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(ACTIVITY_SHOWN)
    .execute();
  return rows.map((row) => {
    const abandoned = row.state === "prepared" && Date.now() - Date.parse(row.created_at) > QUIET_MS;
    const outcome = abandoned ? neverSent : row.outcome && (JSON.parse(row.outcome) as Outcome);
    return {
      id: row.id,
      name: row.name,
      state: abandoned ? "not_applied" : row.state,
      agent: { id: row.agent_id, email: row.agent_email, role: row.agent_role },
      reason: row.reason,
      ticket: row.ticket,
      note: row.note,
      request: JSON.parse(row.request) as unknown,
      createdAt: row.created_at,
      settledAt: row.settled_at,
      message: outcome ? outcome.message : null,
    };
  });
}

const update: OperationName = "profile.update";
const countedStates: OperationState[] = ["applied", "unknown", "sent"];

/** What was last written from here, field by field (`email`, `installation_meta`, ...), going by the newest UPDATES_READ. */
export async function readLastSet(app: string, profileId: string): Promise<LastSet> {
  const db = await getDatabase();
  const rows = await db
    .selectFrom("operation")
    .select(["request", "created_at", "agent_email", "state"])
    .where("app", "=", app)
    .where("profile_id", "=", profileId.toLowerCase())
    .where("name", "=", update)
    .where("state", "in", countedStates)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(UPDATES_READ)
    .execute();
  const lastSet: LastSet = {};
  for (const row of rows.reverse()) {
    for (const [field, value] of Object.entries(JSON.parse(row.request) as Record<string, unknown>)) {
      if (field === "custom_attributes") continue;
      lastSet[field] = { value, at: row.created_at, by: row.agent_email, confirmed: row.state === "applied" };
    }
  }
  return lastSet;
}
