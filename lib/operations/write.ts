import "server-only";
import type { AdaptyFailure } from "@/lib/adapty/errors";
import type { Agent } from "@/lib/auth/session";
import { type App, env } from "@/lib/env";
import type { OperationName } from "./catalogue";
import { checkWrite, customerBusy } from "./check-write";
import type { WriteInput } from "./input";
import { abandonOperation, claimForSending, findOperation, JournalUnavailable, prepareOperation } from "./journal";
import { hashOperation, type JournalRow, type NewOperation } from "./journal-row";
import { cannotRecord, describeOutcome, notSent, record, recordApplied, type Written } from "./outcome";
import { isQuiet, judgeArrival, recheckOperation, waitUntilSettled } from "./recheck";
import type { Result } from "./result";
import { takeSnapshot } from "./snapshot";
import { writes } from "./writes";

/**
 * The life of a write, for every operation alike: read the customer, compare with what the agent saw, journal the intent
 * durably, send once, journal the outcome. The same operation id never sends twice what may have arrived. When the journal
 * cannot take the intent, nothing is sent and the answer says so.
 */
export async function writeOperation<Name extends OperationName>(
  name: Name,
  agent: Agent,
  input: WriteInput<Name>,
): Promise<Result<Written>> {
  const app = env.apps.find((candidate) => candidate.id === input.target.app);
  if (!app) return notSent("unknown_app", `This console knows no app called ${input.target.app}. Nothing was sent.`);
  try {
    return await runWrite(name, agent, app, input);
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    console.error("A change could not be recorded, so it was not sent.", String(error.cause));
    return cannotRecord();
  }
}

async function runWrite<Name extends OperationName>(
  name: Name,
  agent: Agent,
  app: App,
  input: WriteInput<Name>,
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
  };
  const existing = await findOperation(target.operationId);
  const answer = existing && (await answerRepeat(existing, asked));
  if (answer) return answer;

  const checked = await checkWrite(name, agent, app, input);
  const prepared =
    checked.ok &&
    !existing &&
    (await prepareOperation(
      { ...asked, customerUserId: checked.before.customer_user_id ?? null, before: takeSnapshot(checked.before, body) },
      new Date(),
    ));
  const row = await findOperation(target.operationId);
  if (row && !existing && !prepared) {
    // A twin of this request was faster: what it did may be the very change that was noticed here.
    const twin = await answerRepeat(row, asked);
    if (twin) return twin;
  }
  if (row && checked.before && row.attempts > 0 && judgeArrival(row, checked.before) === "applied") {
    // Given up, and landed after all.
    return recordApplied(row, checked.before);
  }
  if (!checked.ok) return checked.refused;
  return row ? sendOperation(row, app) : cannotRecord();
}

/** Sends a journalled operation once, with the bytes the journal holds, and records what became of it. */
async function sendOperation(row: JournalRow, app: App): Promise<Result<Written>> {
  const claim = await claimForSending(row, new Date());
  if (claim === "busy") {
    const busy = customerBusy();
    await abandonOperation(row, busy.error, new Date());
    return busy;
  }
  if (claim === "lost") return waitUntilSettled(row);
  const answer = await writes[row.name].send(app, { profileId: row.profileId }, row.request as never);
  return answer.ok ? recordApplied(claim, answer.profile) : recordFailure(claim, answer.error);
}

async function recordFailure(row: JournalRow, error: AdaptyFailure): Promise<Result<Written>> {
  const { kind, code, message, fields, status, requestId } = error;
  const notTaken = kind === "not_reached" || code === "rate_limited";
  const state = notTaken ? "not_applied" : kind === "refused" ? "rejected" : "unknown";
  const outcome = { code, message, status, requestId, ...(fields.length > 0 && { fields }) };
  await record(row, { state, outcome });
  const known = describeOutcome({ ...row, state, outcome });
  return state === "unknown" ? recheckOperation(row.id).catch(() => known) : known;
}

/** The same form sent again: what is known of it, or undefined when it may be sent, because it surely did not arrive. */
async function answerRepeat(
  row: JournalRow,
  asked: Omit<NewOperation, "before" | "customerUserId">,
): Promise<Result<Written> | undefined> {
  if (row.requestHash !== hashOperation(asked) || row.agent.id !== asked.agent.id) {
    return notSent("operation_reused", "This form was already sent with other contents. Open the form again.");
  }
  if (row.state === "prepared" || row.state === "not_applied") return undefined;
  if (row.state === "sent") return waitUntilSettled(row);
  const answer = await recheckOperation(row.id).catch((error: unknown) => {
    if (!(error instanceof JournalUnavailable)) throw error;
    return describeOutcome(row);
  });
  const maySend = !answer.ok && row.state === "unknown" && (answer.error.code === "did_not_arrive" || canRepeat(row));
  return maySend ? undefined : answer;
}

/** What cannot be read back may be repeated after the quiet period when a second effect is the same as one. */
const canRepeat = (row: JournalRow) => Boolean(writes[row.name].repeatable) && isQuiet(row);
