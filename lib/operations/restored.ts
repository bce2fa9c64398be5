import "server-only";
import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import { type AuditEvent, theConsole } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { compileOnce } from "@/lib/db/compile-once";
import { putSetting } from "@/lib/db/put-setting";
import type { Schema } from "@/lib/db/schema";
import { env } from "@/lib/env";
import { openStates } from "./catalogue";
import { checkForsaken, landsUntil, lateSince } from "./check-times";
import { inJournal, inStep } from "./journal";
import { settled } from "./journal-events";
import { toRow } from "./journal-row";
import { notSent } from "./outcome";
import { withOwnId } from "./writes";

/** Of the table of settings, the row that stands there while nothing is sent because the database was put back from a backup. */
const KEY = "restored";

const restoredSchema = z.object({ of: z.string(), at: z.string() });

/** Until what was open then is looked for: the database is as of `of`, and was noticed to be so `at` (both ISO, UTC). */
export type Restored = z.infer<typeof restoredSchema>;

const select = compileOnce((db, _: Record<string, never>) =>
  db.selectFrom("setting").select("value").where("key", "=", KEY),
);

/** Null while the console sends as ever. */
async function readRestored(db: Kysely<Schema>): Promise<Restored | null> {
  const { rows } = await select(db, {});
  return rows[0] ? restoredSchema.parse(JSON.parse(rows[0].value)) : null;
}

/** "2026-11-22 03:00 UTC" */
const sayMinute = (instant: string) => `${instant.slice(0, 16).replace("T", " ")} UTC`;

/** Answered to every write to an app in that time. */
export const nothingSentYet = (restored?: Restored) =>
  notSent(
    "restored",
    `Nothing was sent: this console was restored from a backup${restored ? ` of ${sayMinute(restored.of)}` : ""}, and nothing can be sent until what was under way then is looked for at Adapty. It does that by itself, as a rule within a minute: send this again then. If it goes on, tell an admin.`,
  );

const notKnownHere = {
  code: "restored",
  message:
    "Not confirmed: the console was restored from a backup, which does not know what became of it. We are checking with Adapty.",
};

/** What the console itself looks for. */
const lookedFor = openStates.filter((state) => state !== "needs_human");

const isOpen = (db: Kysely<Schema>) =>
  db.selectFrom("operation").where("state", "in", lookedFor).where("erased_at", "is", null);

/** Of the row that is at hand: what was sent to its customer since. */
const sentAfter = sql<boolean>`(
  select id from operation as other where other.app = operation.app and other.profile_id = operation.profile_id
  and other.id <> operation.id and other.sent_at >= operation.sent_at
)`;

/**
 * From this transaction on nothing is sent until endRestored says so: the database is as it was at `of`. What was open then may
 * have been sent since, or sent once more, so it is not confirmed and due to be looked for; what counted as not done may have been
 * as well, so it may land still. The console never sends either again by itself. Answers the events to record.
 */
export async function beginRestored(trx: Transaction<Schema>, restored: Restored): Promise<AuditEvent[]> {
  const { of, at } = restored;
  const now = new Date(at);
  const outcome = JSON.stringify(notKnownHere);
  await putSetting(trx, KEY, restored, now);
  const open = await isOpen(trx).selectAll().execute();
  await trx
    .updateTable("operation")
    .set(({ eb, case: when }) => ({
      state: "unknown",
      outcome,
      attempts: sql<number>`case attempts when 0 then 2 else attempts + 1 end`,
      // As if it had been sent when the old database was lost, so that the first look is one that can tell. What another write
      // to the customer clouded it clouds still.
      sent_at: when()
        .when(eb.or([eb("name", "in", withOwnId), eb.not(eb.exists(sentAfter))]))
        .then(at)
        .else(eb.ref("sent_at"))
        .end(),
      settled_at: null,
      check_at: checkForsaken(now),
      checks: 0,
      lease: eb("lease", "+", 1),
    }))
    .where("state", "in", lookedFor)
    .where("erased_at", "is", null)
    .execute();
  await trx
    .updateTable("operation")
    .set({ check_at: at, may_land_until: landsUntil(at) })
    .where("state", "=", "not_applied")
    .where("sent_at", ">=", lateSince(Date.parse(of)))
    .where("erased_at", "is", null)
    .execute();
  return open.map((held) => ({
    ...settled(toRow(held), { state: "unknown", outcome: notKnownHere, readBack: true }),
    detail: { code: notKnownHere.code },
  }));
}

/** How many writes to these apps stand in the way: open since before, and not looked for yet. */
async function countNotLookedFor(db: Kysely<Schema>, { at }: Restored, apps: string[]): Promise<number> {
  const { open } = await isOpen(db)
    .where("checks", "=", 0)
    .where("created_at", "<=", at)
    .where("app", "in", apps)
    .select(({ fn }) => fn.countAll<number>().as("open"))
    .executeTakeFirstOrThrow();
  return open;
}

/** The apps whose writes can be looked for; without a key they are left to a human. */
const withKey = () => env.apps.map(({ id }) => id);

/** What restoring still waits for, in all apps; null when nothing was restored, or all of it was looked for. */
export async function findRestored(db: Kysely<Schema>): Promise<(Restored & { left: number }) | null> {
  const restored = await readRestored(db);
  return restored && { ...restored, left: await countNotLookedFor(db, restored, withKey()) };
}

/** What was restored, while something of this app is still to be looked for; null when something may be sent to it, also while another app answers nobody. */
export async function findHeldUp(db: Kysely<Schema>, app: string): Promise<Restored | null> {
  const restored = await readRestored(db);
  return restored && (await countNotLookedFor(db, restored, [app])) > 0 ? restored : null;
}

/** Lets the console send again once every write that was open was looked for, or left to a human. True when it was just now. */
export async function endRestored(now: Date): Promise<boolean> {
  const found = await inJournal(findRestored);
  if (!found || found.left > 0) return false;
  return inStep(async (trx) => {
    const restored = await readRestored(trx);
    if (!restored || (await countNotLookedFor(trx, restored, withKey())) > 0) return false;
    await trx.deleteFrom("setting").where("key", "=", KEY).execute();
    const detail = { backup_of: restored.of, since: restored.at };
    await record(trx, [{ actor: theConsole, action: "console.reconcile", outcome: "done", detail }], now);
    return true;
  });
}
