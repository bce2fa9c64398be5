import "server-only";
import type { Kysely } from "kysely";
import { compileOnce } from "@/lib/db/compile-once";
import type { Schema } from "@/lib/db/schema";
import { type OperationName, operationNames, unsettledStates } from "./catalogue";
import { DID_NOT_ARRIVE, lateSince } from "./check-times";
import { inJournal } from "./journal";
import type { JournalRow } from "./journal-row";
import { writes } from "./writes";

type Sent = Pick<JournalRow, "id" | "app" | "profileId" | "sentAt">;
type Asked = Sent & { sentAt: string };
/** Of what was sent before, since then (ISO, UTC) and under one of these names: what may have landed after it, or may still. */
type Straying = { names: readonly OperationName[]; since: string };

const others = (db: Kysely<Schema>, { id, app, profileId }: Asked) =>
  db
    .selectFrom("operation")
    .select("id")
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("id", "<>", id)
    .limit(1);

const selectLater = compileOnce((db, asked: Asked) => others(db, asked).where("sent_at", ">=", asked.sentAt));

const selectClouding = compileOnce((db, { names, since, ...asked }: Asked & Straying) =>
  others(db, asked).where(({ eb, and, or }) =>
    or([
      eb("sent_at", ">=", asked.sentAt),
      and([
        eb("name", "in", names),
        eb("sent_at", ">=", since),
        or([
          eb("state", "in", unsettledStates),
          and([eb("state", "=", "not_applied"), eb("outcome", "like", DID_NOT_ARRIVE)]),
          and([eb("state", "=", "applied"), eb("settled_at", ">=", asked.sentAt)]),
        ]),
      ]),
    ]),
  ),
);

/** What stands for itself: no other operation brings it about. All others open or end access. */
const apart: readonly OperationName[] = ["profile.update", "profile.delete"];
const access = operationNames.filter((name) => !apart.includes(name));

const likeIt = (name: OperationName) => (apart.includes(name) ? [name] : access);

/** Was nothing sent to its customer after it? False of what was never sent. */
export async function wasLastSent({ sentAt, ...row }: Sent): Promise<boolean> {
  if (sentAt === null) return false;
  const { id, app, profileId } = row;
  return (await inJournal((db) => selectLater(db, { id, app, profileId, sentAt }))).rows.length === 0;
}

/**
 * Whether another write to its customer may have brought about, or taken back, what it asked for: one that was sent since, or one
 * before it that landed later or may still, within the day in which that happens. Only an id of its own tells then, however
 * much later it is asked. To be asked after the profile was read: until then others may have sent.
 */
export async function isClouded({ id, app, profileId, sentAt, name }: JournalRow): Promise<boolean> {
  if (writes[name].makesOwnId) return false;
  if (sentAt === null) return true;
  const asked = { id, app, profileId, sentAt, names: likeIt(name), since: lateSince(Date.parse(sentAt)) };
  return (await inJournal((db) => selectClouding(db, asked))).rows.length > 0;
}
