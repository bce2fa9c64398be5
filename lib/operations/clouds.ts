import "server-only";
import { type Kysely, sql } from "kysely";
import { compileOnce } from "@/lib/db/compile-once";
import type { Schema } from "@/lib/db/schema";
import { type OperationName, unsettledStates } from "./catalogue";
import { lateSince } from "./check-times";
import { mayLandIn } from "./given-up";
import { inJournal } from "./journal";
import type { JournalRow } from "./journal-row";
import { listTouchingSame } from "./touching";
import { SETTLED_BY_HAND } from "./verdict-input";
import { writes } from "./writes";

type Sent = Pick<JournalRow, "id" | "app" | "profileId" | "sentAt" | "name">;
/** `names`: those of others that may bring about what it asks for; `since` (ISO, UTC): when an earlier one must have been sent to land after it. */
type Asked = Omit<Sent, "name" | "sentAt"> & { sentAt: string; names: readonly OperationName[]; since: string };

const others = (db: Kysely<Schema>, { id, app, profileId, names }: Omit<Asked, "since">) =>
  db
    .selectFrom("operation")
    .select("id")
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("id", "<>", id)
    .where("name", "in", names)
    .limit(1);

/** By the order of the record, whatever the clocks were set to; and by the clock, where the record was cut. */
const isLater = ({ id, sentAt }: Pick<Asked, "id" | "sentAt">) => sql<boolean>`(operation.sent_at >= ${sentAt} or
  (select max(seq) from audit_event where operation_id = operation.id and outcome = 'sent') >
  (select max(seq) from audit_event where operation_id = ${id} and outcome = 'sent'))`;

const selectLater = compileOnce((db, asked: Omit<Asked, "since">) => others(db, asked).where(isLater(asked)));

const selectClouding = compileOnce((db, asked: Asked) =>
  others(db, asked).where((build) => {
    const { eb, and, or } = build;
    return or([
      isLater(asked),
      and([
        eb("sent_at", ">=", asked.since),
        or([
          eb("state", "in", unsettledStates),
          mayLandIn(build, asked.sentAt),
          // What a human gave up may land all the same.
          and([eb("state", "=", "not_applied"), eb("outcome", "like", `{"code":"${SETTLED_BY_HAND}",%`)]),
          // By an answer late or to its second sending: when the first landed, or will, nobody knows.
          and([eb("state", "=", "applied"), or([eb("settled_at", ">=", asked.sentAt), eb("attempts", ">", 1)])]),
        ]),
      ]),
    ]);
  }),
);

/** Was nothing sent to its customer after it that could bring about or take back the same? False of what was never sent. */
export async function wasLastSent({ sentAt, name, ...row }: Sent): Promise<boolean> {
  if (sentAt === null) return false;
  const { id, app, profileId } = row;
  const asked = { id, app, profileId, sentAt, names: listTouchingSame(name) };
  return (await inJournal((db) => selectLater(db, asked))).rows.length === 0;
}

/**
 * Whether another write to its customer may have brought about, or taken back, what it asked for: one that was sent since, or one
 * before it that landed later or may still, within the day in which that happens. Only an id of its own tells then, however
 * much later it is asked. To be asked after the profile was read: until then others may have sent.
 */
export async function isClouded({ id, app, profileId, sentAt, name }: JournalRow): Promise<boolean> {
  if (writes[name].makesOwnId) return false;
  if (sentAt === null) return true;
  const asked = { id, app, profileId, sentAt, names: listTouchingSame(name), since: lateSince(Date.parse(sentAt)) };
  return (await inJournal((db) => selectClouding(db, asked))).rows.length > 0;
}
