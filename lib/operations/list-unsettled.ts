import "server-only";
import type { Kysely } from "kysely";
import { compileOnce } from "@/lib/db/compile-once";
import type { Schema } from "@/lib/db/schema";
import { type OperationName, unsettledStates } from "./catalogue";
import { inJournal } from "./journal";
import { type JournalRow, toRow } from "./journal-row";

const UNSETTLED_READ = 100;

/** Of what was given up, what was sent since then (ISO, UTC) under one of these names. */
type GivenUp = { names: readonly OperationName[]; since: string };

type Asked = { app: string; profileId: string };

const ofCustomer = (db: Kysely<Schema>, { app, profileId }: Asked) =>
  db
    .selectFrom("operation")
    .selectAll()
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .orderBy("created_at", "desc")
    .limit(UNSETTLED_READ);

const selectOpen = compileOnce((db, asked: Asked) => ofCustomer(db, asked).where("state", "in", unsettledStates));
const selectOpenOrGivenUp = compileOnce((db, { names, since, ...asked }: Asked & GivenUp) =>
  ofCustomer(db, asked).where(({ eb, and, or }) =>
    or([
      eb("state", "in", unsettledStates),
      and([eb("state", "=", "not_applied"), eb("name", "in", names), eb("sent_at", ">=", since)]),
    ]),
  ),
);

/** The writes to one customer whose outcome is open, and those given up that are asked for, newest first. */
export async function listUnsettled(app: string, profileId: string, givenUp?: GivenUp): Promise<JournalRow[]> {
  const { rows } = await inJournal((db) =>
    givenUp ? selectOpenOrGivenUp(db, { app, profileId, ...givenUp }) : selectOpen(db, { app, profileId }),
  );
  return rows.map(toRow);
}
