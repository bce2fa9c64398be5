import "server-only";
import type { AdaptyFailure } from "@/lib/adapty/errors";
import type { Actor } from "@/lib/audit/event";
import type { App } from "@/lib/env";
import { clockAhead, dateNow, elapsed, timeNow } from "@/lib/world/world";
import { isUnconfirmed } from "./catalogue";
import { didNotArrive, SEND_WITHIN_MS } from "./check-times";
import { customerBusy } from "./check-write";
import type { Claim } from "./claim";
import { clockIsOff } from "./compare-clocks";
import { isGivenUp } from "./given-up";
import { abandonOperation, findOperation } from "./journal";
import type { JournalRow } from "./journal-row";
import {
  describeOutcome,
  LOOKED_FOR,
  lookedForMeanwhile,
  NOT_CHECKED,
  noLongerTheirs,
  notAlone,
  type notSent,
  recordApplied,
  recordOutcome,
  refuse,
  requesterMayNot,
  stillUnknown,
  type Written,
} from "./outcome";
import { recheckOperation, waitUntilSettled } from "./recheck";
import { nothingSentYet } from "./restored";
import type { Result } from "./result";
import { tellOutcome } from "./tell-outcome";
import { keepWhile, underWay } from "./under-way";
import { writes } from "./writes";

const stoodStill: AdaptyFailure = {
  kind: "not_reached",
  code: "stood_still",
  message: "Nothing was sent: the console stood still for a moment before it could. Send it again.",
  fields: [],
};

const stops: AdaptyFailure = {
  kind: "not_reached",
  code: "stops",
  message: "Nothing was sent: the console is being stopped. Send it again in a moment, once it is back.",
  fields: [],
};

/** A row as it was before `by` claimed it, what the claim led to, and when that began: `began` by a clock that nobody sets, in ms. */
type Sending = { row: JournalRow; claim: Claim; by: Actor; app: App; began: number };

const isLate = (claimed: JournalRow, began: number) =>
  Math.max(elapsed() - began, timeNow() - Date.parse(claimed.sentAt ?? "")) > SEND_WITHIN_MS;

/**
 * Sends a claimed operation once, with the bytes the journal holds, and records what became of it; closes one that could
 * not be claimed. Nothing is sent when this process stood still since the claim: another may have settled it by now.
 */
export async function sendClaimed({ row, claim, by, app, began }: Sending): Promise<Result<Written>> {
  if (typeof claim === "string" || "over" in claim) {
    const refused = whyUnclaimed(claim);
    const now = dateNow();
    const isDenied = claim !== "busy" && claim !== "restored" && claim !== "clock_off";
    if (await abandonOperation(row, refused.error, now, isDenied ? by : undefined))
      tellOutcome(row, { state: "not_applied", outcome: refused.error }, now);
    return turnAway(row, refused);
  }
  if (!underWay().sendsMore) return lookAtOnce(row, await recordFailure(claim, stops, row));
  if (isLate(claim, began)) {
    const answer = await lookAtOnce(row, await recordFailure(claim, stoodStill, row));
    const found = await findOperation(row.id).catch(() => undefined);
    return found && found.attempts !== claim.attempts ? waitUntilSettled(found) : answer;
  }
  const said = await keepWhile(underWay().sent, [row.id, claim], async () => {
    const answer = await writes[row.name].send(app, { profileId: row.profileId }, row.request as never);
    if (answer.ok) return recordApplied(claim, "profile" in answer ? answer.profile : null);
    return answerOvertaken(claim, await recordFailure(claim, answer.error, row));
  });
  return lookAtOnce(row, said);
}

/** For who stood still while it was sent: another may have given it up meanwhile, and sends it once more or has done so. */
async function answerOvertaken(claim: JournalRow, said: Result<Written>): Promise<Result<Written>> {
  const found = await findOperation(claim.id).catch(() => undefined);
  if (found && found.attempts !== claim.attempts) return waitUntilSettled(found);
  return found?.outcome?.code === didNotArrive.code ? lookedForMeanwhile() : said;
}

async function lookAtOnce({ id }: JournalRow, said: Result<Written>): Promise<Result<Written>> {
  if (said.ok || said.error.outcome !== "unknown" || said.error.code === LOOKED_FOR) return said;
  const checked = await recheckOperation(id).catch(() => said);
  return !checked.ok && checked.error.code === NOT_CHECKED ? said : checked;
}

function whyUnclaimed(claim: Exclude<Claim, JournalRow>) {
  if (claim === "busy") return customerBusy();
  if (claim === "requester_may_not") return requesterMayNot();
  if (claim === "restored") return nothingSentYet();
  if (claim === "clock_off") return clockIsOff(clockAhead());
  return claim === "not_theirs" ? noLongerTheirs("sent") : notAlone({ why: "limit", message: claim.over });
}

/** A no to the second sending says nothing of a first whose outcome is open. */
export const turnAway = (row: JournalRow | undefined, refused: ReturnType<typeof notSent>) =>
  row && isUnconfirmed(row.state) ? refuse({ ...refused.error, ...stillUnknown(refused.error.message) }) : refused;

/** `before`: the row as it was before this sending, of which an earlier one may be under way still, whatever became of this one. */
async function recordFailure(row: JournalRow, error: AdaptyFailure, before: JournalRow): Promise<Result<Written>> {
  const { kind, code, fields, status, requestId } = error;
  const wasUnknown = isUnconfirmed(before.state);
  const message = wasUnknown ? stillUnknown(error.message).message : error.message;
  const notTaken = kind === "not_reached" || code === "rate_limited";
  const state = wasUnknown ? "unknown" : notTaken ? "not_applied" : kind === "refused" ? "rejected" : "unknown";
  const outcome = { code, message, status, requestId, ...(fields.length > 0 && { fields }) };
  // What was given up may land still: it is looked for, and not over with a no to the second sending.
  const open = { state: "not_applied", outcome, mayLandUntil: before.mayLandUntil } as const;
  const isRecorded = await recordOutcome(row, isGivenUp(before) && state !== "unknown" ? open : { state, outcome });
  // What stays as it was sent the console looks for, and may send once more: nobody is told that it is over.
  return describeOutcome(isRecorded || state === "unknown" ? { ...row, state, outcome } : { ...row, state: "sent" });
}
