import "server-only";
import { getProfile } from "@/lib/adapty/calls";
import { isGone } from "@/lib/adapty/errors";
import type { Profile } from "@/lib/adapty/profile";
import { findApp } from "@/lib/apps";
import { clockAhead, dateNow, elapsed, sleep, timeNow } from "@/lib/world/world";
import { unsettledStates } from "./catalogue";
import { didNotArrive, landsUntil, QUIET_MS } from "./check-times";
import { isClouded } from "./clouds";
import { decideByLook, profileGone } from "./decide-by-look";
import { isGivenUp } from "./given-up";
import { abandonOperation, findOperation, JournalUnavailable } from "./journal";
import type { JournalRow } from "./journal-row";
import { listUnsettled } from "./list-unsettled";
import {
  describeOutcome,
  lookedForMeanwhile,
  notChecked,
  recordApplied,
  recordOutcome,
  refuse,
  type Written,
} from "./outcome";
import type { ReadBack } from "./read-back";
import type { Result } from "./result";
import { readableFrom, takeSnapshot } from "./snapshot";
import { tellOutcome } from "./tell-outcome";
import { withOwnId, writes } from "./writes";

const POLL_MS = 150;
/** Was it sent so long ago that without a trace at Adapty it counts as not done? By a clock that is off nobody can tell. */
export const isQuiet = (row: JournalRow, now = timeNow()) =>
  clockAhead() === 0 && now - Date.parse(row.sentAt ?? row.createdAt) > QUIET_MS;

const cannotBeTold = {
  code: "cannot_be_told",
  message:
    "Not confirmed: Adapty's answer was lost, and what it shows of this customer does not tell whether the change was made.",
};
export const neverSent = {
  code: "never_sent",
  message: "Nothing was sent: the console stopped before it could. Nothing changed; open the form and send it again.",
};

const noKey = "This console has no key for that app any more: ask an admin.";

/** Did this operation arrive, going by a profile that was just read? Null: Adapty has it no more. */
export function judgeArrival(row: JournalRow, profile: Profile | null): ReadBack {
  if (row.erasedAt) return "cannot_tell";
  const looking = { before: row.before && readableFrom(row.before), now: timeNow() };
  return writes[row.name].readBack(profile, row.request as never, looking);
}

const isUnsettled = ({ state }: JournalRow) => unsettledStates.includes(state);

/**
 * What was given up may have been under way all the same. Then it stands there under its own id; without one a later write may
 * have brought the same about, so a runner alone looks, and only while nothing that could do so was sent after it.
 */
const mayShowLate = (row: JournalRow, look: Look | undefined) =>
  isGivenUp(row) && (look?.wasLast || Boolean(writes[row.name].makesOwnId));

/**
 * A look also for what was given up: `wasLast`, nothing was sent after it that could bring about the same. By a runner that took it up under
 * this lease; what cannot be told by its `last` is left to a human. `reads` is told what was read, null when it is gone.
 */
type Look = { wasLast: boolean; lease?: number; last?: boolean; reads?: (profile: Profile | null) => void };

/** `quiet`: it was (isQuiet) already before the profile was read. */
type Seen = { profile: Profile | null; quiet: boolean };

/** What is recorded of a look that did not find it. */
function settlementOf(state: "not_applied" | "needs_human" | "unknown", row: JournalRow, profile: Profile | null) {
  if (state === "not_applied") {
    return { state, outcome: didNotArrive, mayLandUntil: landsUntil(row.sentAt ?? row.createdAt) };
  }
  const after = state === "needs_human" && profile && !row.erasedAt && takeSnapshot(profile, row.request);
  return { state, outcome: profile ? cannotBeTold : profileGone, ...(after && { after }) };
}

async function settleBy(
  row: JournalRow,
  { profile, quiet }: Seen,
  look?: Look,
): Promise<Result<Written> | "unsettled"> {
  const arrival = (await isClouded(row)) ? "cannot_tell" : judgeArrival(row, profile);
  const state = decideByLook(row, { arrival, quiet, isThere: profile !== null, last: look?.last ?? false });
  if (state === "as_before") return row.state === "not_applied" ? describeOutcome(row) : "unsettled";
  const found = { readBack: true, lease: look?.lease } as const;
  if (state === "applied") return recordApplied(row, profile, found);
  const settlement = settlementOf(state, row, profile);
  const isOurs = await recordOutcome(row, { ...settlement, ...found });
  if (state !== "not_applied") return "unsettled";
  return isOurs ? describeOutcome({ ...row, state, outcome: settlement.outcome }) : lookedForMeanwhile();
}

/** What may still settle by a look at the customer, but for the operation `exceptId`. */
export async function listInTheWay(app: string, profileId: string, exceptId: string): Promise<JournalRow[]> {
  const rows = await listUnsettled(app, profileId, { names: withOwnId, at: dateNow().toISOString() });
  return rows.filter((row) => row.id !== exceptId);
}

/**
 * One write at a time for a customer: settles these by a profile that was asked for at `readAt` (ms). False while one of them
 * may still be on its way to Adapty.
 */
export async function clearTheWay(rows: JournalRow[], profile: Profile, readAt: number): Promise<boolean> {
  const settled = await Promise.all(
    rows.map(async (row) => {
      const quiet = isQuiet(row, readAt);
      return (await settleBy(row, { profile, quiet })) !== "unsettled" || quiet;
    }),
  );
  return settled.every(Boolean);
}

/**
 * For a second request with the same operation id while the first is on its way: waits for that one's outcome, by no clock that
 * somebody sets.
 */
export async function waitUntilSettled(row: JournalRow): Promise<Result<Written>> {
  const late = elapsed() + QUIET_MS;
  try {
    for (;;) {
      const found = await findOperation(row.id);
      if (found?.state !== "sent" || isQuiet(found) || elapsed() > late) return await recheckOperation(row.id);
      await sleep(POLL_MS);
    }
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    return describeOutcome({ ...row, state: "sent" });
  }
}

/**
 * Settles an operation by reading the profile back, never by guessing: applied when Adapty shows its effect, not_applied
 * when it does not after a quiet period, else still unknown. For a settled operation it answers what is known. An operation
 * of another customer than `customer` is answered like one that is not there. What a runner's `look` finds counts only
 * while nobody took it up after. Throws JournalUnavailable.
 */
export async function recheckOperation(
  id: string,
  { customer, look }: { customer?: { app: string; profileId: string }; look?: Look } = {},
): Promise<Result<Written>> {
  const row = await findOperation(id);
  if (!row || (customer && (row.app !== customer.app || row.profileId !== customer.profileId))) {
    return refuse({ outcome: "not_sent", code: "no_such_operation", message: "Nothing is recorded under this id." });
  }
  const now = dateNow();
  if (row.state === "prepared" && isQuiet(row) && (await abandonOperation(row, neverSent, now))) {
    tellOutcome(row, { state: "not_applied", outcome: neverSent }, now);
    return describeOutcome({ ...row, state: "not_applied", outcome: neverSent });
  }
  const isOver = row.state === "rejected" || (row.state === "not_applied" && !mayShowLate(row, look));
  if (isOver || row.state === "prepared") return describeOutcome(row);
  const app = findApp(row.app);
  const quiet = isQuiet(row);
  const read = app && (await getProfile(app, { profileId: row.profileId }));
  const profile = read?.ok ? read.profile : read && isGone(read.error) ? null : undefined;
  if (profile === undefined) {
    return isUnsettled(row) || look ? notChecked(read && !read.ok ? read.error.message : noKey) : describeOutcome(row);
  }
  look?.reads?.(profile);
  if (row.state === "applied") return { ok: true, data: { profile, operationId: id } };
  const settled = await settleBy(row, { profile, quiet }, look);
  return settled === "unsettled" ? describeOutcome((await findOperation(id)) ?? row) : settled;
}
