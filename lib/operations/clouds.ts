import "server-only";
import { compileOnce } from "@/lib/db/compile-once";
import { timeNow } from "@/lib/world/world";
import { type OperationName, unsettledStates } from "./catalogue";
import { DID_NOT_ARRIVE, lateSince } from "./check-times";
import { inJournal } from "./journal";
import type { JournalRow } from "./journal-row";
import { writes } from "./writes";

type Sent = Pick<JournalRow, "id" | "app" | "profileId" | "sentAt">;
type Asked = Sent & { sentAt: string };

const selectLater = compileOnce((db, { id, app, profileId, sentAt }: Asked) =>
  db
    .selectFrom("operation")
    .select("id")
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("id", "<>", id)
    .where("sent_at", ">=", sentAt)
    .limit(1),
);

const selectStraying = compileOnce((db, { id, app, profileId, names, since }: Asked & Straying) =>
  db
    .selectFrom("operation")
    .select("id")
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("id", "<>", id)
    .where("name", "in", names)
    .where("sent_at", ">=", since)
    .where(({ eb, and, or }) =>
      or([
        eb("state", "in", unsettledStates),
        and([eb("state", "=", "not_applied"), eb("outcome", "like", DID_NOT_ARRIVE)]),
      ]),
    )
    .limit(1),
);

type Straying = { names: readonly OperationName[]; since: string };

/** What stands for itself: no other operation brings it about. All others open or end access. */
const apart: readonly OperationName[] = ["profile.update", "profile.delete"];
const access = (Object.keys(writes) as OperationName[]).filter((name) => !apart.includes(name));

const likeIt = (name: OperationName) => (apart.includes(name) ? [name] : access);

/** Was nothing sent to its customer after it? False of what was never sent. */
export async function wasLastSent({ sentAt, ...row }: Sent): Promise<boolean> {
  if (sentAt === null) return false;
  const { id, app, profileId } = row;
  return (await inJournal((db) => selectLater(db, { id, app, profileId, sentAt }))).rows.length === 0;
}

/**
 * Whether another write to its customer may have brought about, or taken back, what it asked for: one that was sent since, or one
 * before it that may land still. Only an id of its own tells then. To be asked after the profile was read: until then others may
 * have sent.
 */
export async function isClouded({ id, app, profileId, sentAt, name }: JournalRow): Promise<boolean> {
  if (writes[name].makesOwnId) return false;
  if (sentAt === null || !(await wasLastSent({ id, app, profileId, sentAt }))) return true;
  const straying = { names: likeIt(name), since: lateSince(timeNow()) };
  return (await inJournal((db) => selectStraying(db, { id, app, profileId, sentAt, ...straying }))).rows.length > 0;
}
