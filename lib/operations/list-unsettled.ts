import "server-only";
import type { Kysely } from "kysely";
import { compileOnce } from "@/lib/db/compile-once";
import type { Schema } from "@/lib/db/schema";
import { type OperationName, unsettledStates } from "./catalogue";
import { mayLandIn } from "./given-up";
import { inJournal } from "./journal";
import { type JournalRow, toRow } from "./journal-row";

const UNSETTLED_READ = 100;

/** Of what was given up, what was sent under one of these names and may land at that moment (ISO, UTC). */
type GivenUp = { names: readonly OperationName[]; at: string };

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
const selectOpenOrGivenUp = compileOnce((db, { names, at, ...asked }: Asked & GivenUp) =>
  ofCustomer(db, asked).where((build) =>
    build.or([
      build.eb("state", "in", unsettledStates),
      build.and([build.eb("name", "in", names), mayLandIn(build, at)]),
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
