import "server-only";
import { getDatabase } from "@/lib/db/database";
import type { OperationName, OperationState } from "./catalogue";
import { type JournalRow, listOperations } from "./journal";

/** One thing done from here, as the screens show it. `request` is what was sent to Adapty, without the key. */
export type ActivityEntry = Pick<
  JournalRow,
  "id" | "name" | "state" | "agent" | "reason" | "ticket" | "note" | "request" | "createdAt" | "settledAt"
> & { message: string | null };

/** The last value written from here to a field that Adapty never answers. `confirmed` is false while its outcome is unknown. */
export type LastSet = Record<string, { value: unknown; at: string; by: string; confirmed: boolean }>;

export const ACTIVITY_SHOWN = 50;

const toEntry = (row: JournalRow): ActivityEntry => ({
  id: row.id,
  name: row.name,
  state: row.state,
  agent: row.agent,
  reason: row.reason,
  ticket: row.ticket,
  note: row.note,
  request: row.request,
  createdAt: row.createdAt,
  settledAt: row.settledAt,
  message: row.outcome?.message ?? null,
});

/** Newest first, at most ACTIVITY_SHOWN. */
export async function listActivity(app: string, profileId: string): Promise<ActivityEntry[]> {
  return (await listOperations(app, profileId, ACTIVITY_SHOWN)).map(toEntry);
}

const update: OperationName = "profile.update";
const countedStates: OperationState[] = ["applied", "unknown", "sent"];

/** What was last written from here, field by field (`email`, `installation_meta`, ...), newest write first. */
export async function readLastSet(app: string, profileId: string): Promise<LastSet> {
  const db = await getDatabase();
  const rows = await db
    .selectFrom("operation")
    .select(["request", "created_at", "agent_email", "state"])
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("name", "=", update)
    .where("state", "in", countedStates)
    .orderBy("created_at", "asc")
    .execute();
  const lastSet: LastSet = {};
  for (const row of rows) {
    for (const [field, value] of Object.entries(JSON.parse(row.request) as Record<string, unknown>)) {
      if (field === "custom_attributes") continue;
      lastSet[field] = { value, at: row.created_at, by: row.agent_email, confirmed: row.state === "applied" };
    }
  }
  return lastSet;
}
