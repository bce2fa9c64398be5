import "server-only";
import { findApp } from "@/lib/apps";
import { recordDenied } from "@/lib/audit/record-alone";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import { log } from "@/lib/log/log";
import { isTakenBy } from "./adopt-operation";
import { answerRepeat, answerSentSince } from "./answer-repeat";
import { beginApproved, beginWrite } from "./begin-write";
import { isUnconfirmed, type OperationName } from "./catalogue";
import { type Checked, checkWrite } from "./check-write";
import { isClouded } from "./clouds";
import { countFor } from "./find-beyond";
import { isGivenUp } from "./given-up";
import type { WriteInput } from "./input";
import { findOperation, JournalUnavailable } from "./journal";
import type { JournalRow, KnownLater, NewOperation } from "./journal-row";
import { NOT_ALLOWED } from "./judge-write";
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
 *
 * Its way by file:
 * - check-write: the customer is read, and all that speaks against it is found; answer-repeat: it was sent before.
 * - begin-write, claim: the intent is recorded and the row taken, by one request only; adopt-operation: on a second person's yes.
 * - send-claimed: the one sending, in the way that writes.ts says.
 * - outcome: what became of it is recorded and answered.
 * - recheck, decide-by-look: what is not known is told by reading the customer again.
 * - settle-due: so does the console by itself, when it is due, until it is known or left to a human.
 * - resend: what left no trace is sent once more.
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
    return await runWrite({ name, agent, app, input, second });
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

type Writing<Name extends OperationName> = {
  name: Name;
  agent: Agent;
  app: App;
  input: WriteInput<Name>;
  second: SecondPerson | undefined;
};
type Asked = Omit<NewOperation, KnownLater>;

async function runWrite<Name extends OperationName>(writing: Writing<Name>): Promise<Result<Written>> {
  const { name, agent, app, second } = writing;
  const { target, why, body } = writing.input;
  const [id, profileId, undoes] = [target.operationId, target.profileId, target.undoes];
  const asked = { id, app: app.id, profileId, name, agent, ...why, request: body, undoes };
  for (;;) {
    const existing = await findOperation(id);
    if (second && existing && isTakenBy(existing, second)) return decidedMeanwhile();
    const known = existing && (await answerRepeat(existing, asked));
    if (known && !known.again) return known.answer;
    const answer = await tryOnce(writing, asked, known?.again);
    // Another request of the same form was faster: then it is in the journal now.
    if (answer === "id_taken") continue;
    const isNo = !answer.ok && answer.error.outcome === "not_sent";
    // One may have sent it, too: the change that was noticed here may be that very one.
    const twin = isNo ? await answerSentSince(existing?.attempts ?? 0, asked, second) : undefined;
    return twin ?? answer;
  }
}

/** `again`: what the journal holds of it already, and may be sent again (answerRepeat). */
async function tryOnce<Name extends OperationName>(
  writing: Writing<Name>,
  asked: Asked,
  again: JournalRow | undefined,
): Promise<Result<Written> | "id_taken"> {
  const { name, agent, app, input, second } = writing;
  const judge = second?.approver ?? agent;
  const checked = await checkWrite(name, agent, app, input, second);
  const { before } = checked;
  if (again && before !== undefined && (await mayBeThere(again)) && judgeArrival(again, before) === "applied") {
    // Given up, and landed after all.
    return recordApplied(again, before, { readBack: true });
  }
  if (!checked.ok) return refuseWrite(writing, checked, again);

  const operation = {
    ...asked,
    customerUserId: checked.before.customer_user_id ?? null,
    before: takeSnapshot(checked.before, asked.request),
    ...countFor(checked.counted, judge),
  };
  const beginning = { operation, again, sendings: checked.sendings };
  const begun = second ? await beginApproved(beginning, second) : await beginWrite(beginning);
  if (begun === "id_taken") return begun;
  if (begun === "decided") return decidedMeanwhile();
  const { row, claim, began } = begun;
  return claim === "lost" ? waitUntilSettled(row) : sendClaimed({ row, claim, by: judge, app, began });
}

/** For what may not be sent as it is: recorded where somebody's right was at stake, and told with the customer as they are now where that is why. */
async function refuseWrite<Name extends OperationName>(
  { name, agent, input, second }: Writing<Name>,
  { before: profile, refused }: Extract<Checked, { ok: false }>,
  row: JournalRow | undefined,
): Promise<Result<Written>> {
  const { code, approvable } = refused.error;
  const { app, profileId, operationId } = input.target;
  if (code === NOT_ALLOWED || approvable) {
    const target = { type: "profile" as const, app, id: profileId };
    const [actor, detail] = [second?.approver ?? agent, { code, approval: second?.approvalId }];
    await recordDenied({ actor, action: name, target, reason: input.why.reason, operationId, detail });
  }
  const turnedAway = turnAway(row, refused);
  if (code !== CHANGED_SINCE || !profile || second) return turnedAway;
  return { ...turnedAway, current: { profile, operationId } };
}

/** Whether what is asked for may stand there by this very write: a later one to the customer may have brought the same about. */
async function mayBeThere(row: JournalRow): Promise<boolean> {
  if (!isUnconfirmed(row.state) && !isGivenUp(row)) return false;
  return !(await isClouded(row));
}
