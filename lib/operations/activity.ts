import "server-only";
import type { Kysely } from "kysely";
import { compileOnce } from "@/lib/db/compile-once";
import { getDatabase } from "@/lib/db/database";
import type { Schema } from "@/lib/db/schema";
import { type ActivityEntry, entryColumns, toEntry } from "./activity-entry";
import { type OperationName, takenStates } from "./catalogue";
import { lateSince } from "./check-times";

/** The last value written from here to a field that Adapty never answers. `confirmed` is false while its outcome is unknown. */
export type LastSet = Record<string, { value: unknown; at: string; by: string; confirmed: boolean }>;

export const ACTIVITY_SHOWN = 50;
/** How many of the newest profile updates are looked through for what was last set. */
const UPDATES_READ = 200;

type Asked = { app: string; profileId: string };

const selectActivity = compileOnce((db, { app, profileId }: Asked) =>
  db
    .selectFrom("operation")
    .select(entryColumns)
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(ACTIVITY_SHOWN),
);

/** What was done to one customer, newest first, at most ACTIVITY_SHOWN. */
export async function listActivity(app: string, profileId: string): Promise<ActivityEntry[]> {
  const { rows } = await selectActivity(await getDatabase(), { app, profileId: profileId.toLowerCase() });
  return rows.map(toEntry);
}

const update: OperationName = "profile.update";
const ATTRIBUTES = "custom_attributes";

/** The profile updates that Adapty has or may have taken. */
const selectUpdates = (db: Kysely<Schema>, { app, profileId }: Asked) =>
  db
    .selectFrom("operation")
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("name", "=", update)
    .where("state", "in", takenStates);

const selectNewest = compileOnce((db, customer: Asked) =>
  selectUpdates(db, customer)
    .select(["id", "request", "sent_at", "agent_id", "agent_email", "state"])
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .limit(UPDATES_READ),
);

/** The UPDATES_READ of them sent last, newest first; `at` is when. */
export async function listUpdates(app: string, profileId: string) {
  const { rows } = await selectNewest(await getDatabase(), { app, profileId: profileId.toLowerCase() });
  return rows.map(({ request, sent_at, ...row }) => ({
    ...row,
    at: sent_at ?? "",
    fields: JSON.parse(request) as Record<string, unknown>,
  }));
}

export type Update = Awaited<ReturnType<typeof listUpdates>>[number];

/** Whether it is sure that what this one set stood there after it: of those before it none may have landed later. */
export const isLastWord = (
  { state, at }: Pick<Update, "state" | "at">,
  before: Pick<Update, "state" | "at">[],
): boolean =>
  state === "applied" && !before.some((one) => one.state !== "applied" && one.at >= lateSince(Date.parse(at)));

/** What was last written from here, field by field (`email`, `installation_meta`, ...), going by the UPDATES_READ sent last. */
export async function readLastSet(app: string, profileId: string): Promise<LastSet> {
  const lastSet: LastSet = {};
  const updates = await listUpdates(app, profileId);
  for (const [nth, update] of updates.entries()) {
    for (const [field, value] of Object.entries(update.fields)) {
      if (field === ATTRIBUTES || lastSet[field]) continue;
      const earlier = updates.slice(nth + 1).filter(({ fields }) => Object.hasOwn(fields, field));
      lastSet[field] = { value, at: update.at, by: update.agent_email, confirmed: isLastWord(update, earlier) };
    }
  }
  return lastSet;
}

const selectEmails = compileOnce((db, customer: Asked) =>
  selectUpdates(db, customer)
    .select("request")
    .distinct()
    // As JSON.stringify writes the field: within a value its quotes would be escaped.
    .where("request", "like", '%"email":%'),
);

/** Every e-mail address that was set from here, however often anything else was: only updates that set one are read. */
export async function listEmailsSet(app: string, profileId: string): Promise<unknown[]> {
  const { rows } = await selectEmails(await getDatabase(), { app, profileId: profileId.toLowerCase() });
  return rows.map(({ request }) => (JSON.parse(request) as { email?: unknown }).email);
}

/** A field that was written from here; `confirmed` is false while its outcome is unknown. */
export type Overtaking = { field: string; by: string; confirmed: boolean };
type Asking = { operationId: string; agentId: string; fields: string[]; setAt: Record<string, string> };

/**
 * Which of these fields somebody other than `agentId` wrote from here since they were seen, by `setAt`, or they themselves since
 * this operation was first sent: for what Adapty never answers, the journal is all there is to compare with. Attributes are left
 * out: Adapty answers them.
 */
export async function findOvertaking(
  { app, profileId }: { app: string; profileId: string },
  { operationId, agentId, fields, setAt }: Asking,
): Promise<Overtaking[]> {
  const updates = await listUpdates(app, profileId);
  const sent = updates.find(({ id }) => id === operationId);
  const isUnseen = (row: (typeof updates)[number], field: string) =>
    row.at > (setAt[field] ?? "") && (row.agent_id !== agentId || (sent !== undefined && row.at > sent.at));
  return fields.flatMap((field) => {
    if (field === ATTRIBUTES) return [];
    const found = updates.find((row) => Object.hasOwn(row.fields, field) && isUnseen(row, field));
    return found ? [{ field, by: found.agent_email, confirmed: found.state === "applied" }] : [];
  });
}
