import "server-only";
import { findApp } from "@/lib/apps";
import { recordDenied } from "@/lib/audit/record-alone";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import { log } from "@/lib/log/log";
import { readSettings } from "@/lib/settings/store";
import { dateNow, elapsed } from "@/lib/world/world";
import { adoptOperation, isTakenBy } from "./adopt-operation";
import { answerRepeat, answerSentSince } from "./answer-repeat";
import { isUnconfirmed, type OperationName } from "./catalogue";
import { didNotArrive } from "./check-times";
import { checkWrite, NOT_ALLOWED } from "./check-write";
import { beginOperation, claimForSending } from "./claim";
import { isClouded } from "./clouds";
import { countFor } from "./find-beyond";
import type { WriteInput } from "./input";
import { findOperation, inJournal, JournalUnavailable, prepareOperation } from "./journal";
import type { JournalRow } from "./journal-row";
import { cannotRecord, decidedMeanwhile, maybeRecorded, notSent, recordApplied, type Written } from "./outcome";
import { judgeArrival, waitUntilSettled } from "./recheck";
import type { Result } from "./result";
import type { SecondPerson } from "./second-person";
import { CHANGED_SINCE } from "./seen";
import { sendClaimed, turnAway } from "./send-claimed";
import { takeSnapshot } from "./snapshot";
import { MaybeRecorded } from "./sure-step";

/**
 * The life of a write, for every operation alike: read the customer, compare with what the agent saw, journal the intent
 * durably, send once, journal the outcome. The same operation id never sends twice what may have arrived. When the journal
 * cannot take the intent, nothing is sent and the answer says so. With a `second` person it stays the agent's write, judged
 * and counted by what that person may; lib/approvals alone passes one.
 */
export async function writeOperation<Name extends OperationName>(
  name: Name,
  agent: Agent,
  input: WriteInput<Name>,
  second?: SecondPerson,
): Promise<Result<Written>> {
  const app = findApp(input.target.app);
  if (!app) return notSent("unknown_app", `This console knows no app called ${input.target.app}. Nothing was sent.`);
  try {
    return await runWrite(name, agent, app, input, second);
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    log.error("A change could not be recorded, so it was not sent.", { fault: error.cause });
    return answerUnrecorded(input.target.operationId, error);
  }
}

/** By what the journal holds, once it can be asked: it may hold this write, by a lost answer of its own or by a twin of this request. */
async function answerUnrecorded(id: string, why: JournalUnavailable): Promise<Result<Written>> {
  const mayStand = why instanceof MaybeRecorded;
  const row = await findOperation(id).catch((error: unknown) => {
    if (!(error instanceof JournalUnavailable)) throw error;
  });
  if (row && row.attempts > 0 && (row.state === "sent" || !mayStand)) return waitUntilSettled(row);
  return mayStand ? maybeRecorded() : cannotRecord();
}

async function recordRefused<Name extends OperationName>(
  name: Name,
  agent: Agent,
  { target: { app, profileId, operationId }, why: { reason } }: WriteInput<Name>,
  code: string,
  second: SecondPerson | undefined,
): Promise<void> {
  const target = { type: "profile" as const, app, id: profileId };
  const [actor, detail] = [second?.approver ?? agent, { code, approval: second?.approvalId }];
  await recordDenied({ actor, action: name, target, reason, operationId, detail });
}

async function runWrite<Name extends OperationName>(
  name: Name,
  agent: Agent,
  app: App,
  input: WriteInput<Name>,
  second: SecondPerson | undefined,
): Promise<Result<Written>> {
  const { target, why, body } = input;
  const asked = {
    id: target.operationId,
    app: app.id,
    profileId: target.profileId,
    name,
    agent,
    ...why,
    request: body,
    undoes: target.undoes,
  };
  const existing = await findOperation(target.operationId);
  if (second && existing && isTakenBy(existing, second)) return decidedMeanwhile();
  const known = existing && (await answerRepeat(existing, asked));
  if (known && !known.again) return known.answer;

  const judge = second?.approver ?? agent;
  const checked = await checkWrite(name, agent, app, input, second);
  let row = known?.again;
  if (!row) {
    const operation = checked.ok && {
      ...asked,
      customerUserId: checked.before.customer_user_id ?? null,
      before: takeSnapshot(checked.before, body),
      ...countFor(checked.counted, judge),
    };
    if (checked.ok && operation && !second) {
      const { began, ...claiming } = await claimingFor(judge, checked.sendings);
      const begun = await beginOperation(operation, claiming);
      if (begun) return sendClaimed({ ...begun, by: judge, app, began });
    }
    const prepared = operation && second !== undefined && (await prepareOperation(operation, dateNow(), second));
    row = await findOperation(target.operationId);
    if (second && !prepared && (row ? isTakenBy(row, second) : checked.ok)) return decidedMeanwhile();
    // A twin of this request was faster: what it did may be the very change that was noticed here.
    const twin = row && !prepared && (await answerRepeat(row, asked));
    if (twin && !twin.again) return twin.answer;
  } else if (!checked.ok) {
    // So it may be when the row was there before, and the twin sent it meanwhile.
    const twin = await answerSentSince(row, asked);
    if (twin) return twin;
  }
  if (
    row &&
    checked.before !== undefined &&
    (await mayBeThere(row)) &&
    judgeArrival(row, checked.before) === "applied"
  ) {
    // Given up, and landed after all.
    return recordApplied(row, checked.before, { readBack: true });
  }
  if (!checked.ok) {
    const { code, approvable } = checked.refused.error;
    if (code === NOT_ALLOWED || approvable) {
      await recordRefused(name, agent, input, code, second);
      // Or a second person let it pass meanwhile.
      const approved = second ? undefined : await answerSentSince(row, asked);
      if (approved) return approved;
    }
    const turnedAway = turnAway(row, checked.refused);
    const { before: profile } = checked;
    if (code !== CHANGED_SINCE || !profile || second) return turnedAway;
    return { ...turnedAway, current: { profile, operationId: target.operationId } };
  }
  if (second && row && (known || row.approver?.id !== second.approver.id)) {
    row = await adoptOperation(row, second);
    if (!row) return decidedMeanwhile();
  }
  // What it gives may have changed since it was first recorded.
  if (!row) return cannotRecord();
  row = { ...row, ...countFor(checked.counted, judge) };
  const { began, ...claiming } = await claimingFor(judge, checked.sendings);
  const claim = await claimForSending(row, claiming);
  return claim === "lost" ? waitUntilSettled(row) : sendClaimed({ row, claim, by: judge, app, began });
}

/** The limits of `judge` count, as they are now. `began`: the same moment as `now`, by a clock that nobody sets. */
async function claimingFor(judge: Agent, sendings: number) {
  const { limits } = await inJournal(() => readSettings());
  return { sendings, held: { ...judge, limits }, now: dateNow(), began: elapsed() };
}

/** Whether what is asked for may stand there by this very write: a later one to the customer may have brought the same about. */
async function mayBeThere(row: JournalRow): Promise<boolean> {
  if (!isUnconfirmed(row.state) && row.outcome?.code !== didNotArrive.code) return false;
  return !(await isClouded(row));
}
