import "server-only";
import { compileOnce } from "@/lib/db/compile-once";
import { type OperationState, unconfirmedStates } from "./catalogue";
import { CHECKS_BEFORE_HUMAN, checkUnanswered, didNotArrive, nextCheck } from "./check-times";
import { countSendings } from "./claim";
import { inJournal } from "./journal";
import { NOT_CHECKED } from "./outcome";
import { recheckOperation } from "./recheck";
import { resendOnce } from "./resend";

/** How many are looked for at once. */
const TOGETHER = 8;
/** Longer than a look takes, its retries counted: then whoever took it up is taken for dead. */
export const LEASE_MS = 60_000;

const openStates: OperationState[] = ["prepared", "sent", ...unconfirmedStates];

type Due = { id: string; app: string; profile_id: string; lease: number; checks: number };

const selectDue = compileOnce((db, { now, most }: { now: string; most: number }) =>
  db
    .selectFrom("operation")
    .select(["id", "app", "profile_id", "lease", "checks"])
    .where("check_at", "<=", now)
    .orderBy("check_at")
    .limit(most),
);

type Taking = { id: string; lease: number; set: { lease: number; check_at: string } };

const takeUp = compileOnce((db, { id, lease, set }: Taking) =>
  db
    .updateTable("operation")
    .set(set)
    .where("id", "=", id)
    .where("lease", "=", lease)
    .where("check_at", "is not", null),
);

type Later = { id: string; lease: number; set: { checks: number; check_at: string } };

const putOff = compileOnce((db, { id, lease, set }: Later) =>
  db.updateTable("operation").set(set).where("id", "=", id).where("lease", "=", lease).where("state", "in", openStates),
);

/** Looks for one write, unless another runner took it up first. */
async function settleOne({ id, app, profile_id: profileId, lease: seen, checks }: Due, now: () => Date): Promise<void> {
  const [lease, until] = [seen + 1, new Date(now().getTime() + LEASE_MS).toISOString()];
  const taken = await inJournal((db) => takeUp(db, { id, lease: seen, set: { lease, check_at: until } }));
  if (taken.numAffectedRows !== 1n) return;
  const sendings = await countSendings(app, profileId);
  const found = await recheckOperation(id, undefined, { lease, last: checks + 1 >= CHECKS_BEFORE_HUMAN });
  if (!found.ok && found.error.code === didNotArrive.code && (await resendOnce(id, sendings, now()))) return;
  const unanswered = !found.ok && found.error.code === NOT_CHECKED;
  const set = unanswered
    ? { checks, check_at: checkUnanswered(now()) }
    : { checks: checks + 1, check_at: nextCheck(now(), checks + 1) };
  await inJournal((db) => putOff(db, { id, lease, set }));
}

/**
 * Looks for every write whose outcome is open and whose time has come, some at once, by reading its customer back. What surely
 * did not arrive is sent once more (lib/operations/resend); what an hour of looks could not tell is left to a human, and looked
 * for daily still. Answers how many were due. Several runners, in this process or another, share the work: each row is taken up
 * by one, for LEASE_MS, and what a slower one finds after that counts no more. Throws JournalUnavailable.
 */
export async function settleDue(now: () => Date = () => new Date()): Promise<number> {
  let settled = 0;
  for (;;) {
    const { rows } = await inJournal((db) => selectDue(db, { now: now().toISOString(), most: TOGETHER }));
    await Promise.all(rows.map((row) => settleOne(row, now)));
    settled += rows.length;
    if (rows.length < TOGETHER) return settled;
  }
}
