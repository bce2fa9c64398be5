import "server-only";
import type { Transaction } from "kysely";
import { record } from "@/lib/audit/record";
import { recordDenied } from "@/lib/audit/record-alone";
import { hasLostRight, hasLostRole } from "@/lib/auth/lost-role";
import type { Agent } from "@/lib/auth/session";
import type { Schema } from "@/lib/db/schema";
import type { Approval } from "@/lib/operations/approval";
import { decide, stepOf } from "@/lib/operations/approval-steps";
import { type OperationName, permissionOf } from "@/lib/operations/catalogue";
import { findOperation, inStep, JournalUnavailable } from "@/lib/operations/journal";
import type { JournalRow } from "@/lib/operations/journal-row";
import { cannotRecord, noLongerTheirs, notSent, requesterMayNot, type Written } from "@/lib/operations/outcome";
import { isQuiet, recheckOperation } from "@/lib/operations/recheck";
import type { Result } from "@/lib/operations/result";
import { approvedBy, type SecondPerson } from "@/lib/operations/second-person";
import { writeOperation } from "@/lib/operations/write";
import {
  findRequester,
  hasPassed,
  type Refused,
  whyBeholden,
  whyNotDecider,
  whyNotOpen,
  whyNotShown,
} from "./check-request";
import { findApproval } from "./find-approvals";

/** As it was shown. */
type Asked = { id: string; payloadHash: string; operation: OperationName };

/**
 * Approves a request and runs it: the very `writeOperation` of the one who asked, under the same operation id, judged and
 * counted by what the approver may. `payloadHash` is that of the request as it was shown. Only somebody else than who asked,
 * with the right to decide and to do this, whose own limits allow it; only while it waits, is not expired, and the customer is as
 * the one who asked saw them: otherwise it becomes stale and has to be asked for anew. The yes is recorded in the transaction
 * that takes the write into the journal. When nothing could be sent after that, the same call sends it, by the approver or
 * another person with the right; what may have been sent is never sent again. Answers as `writeOperation`.
 */
export async function approveRequest(approver: Agent, asked: Asked): Promise<Result<Written>> {
  try {
    return await approve(approver, asked);
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    console.error("A request could not be approved.", String(error.cause));
    return cannotRecord();
  }
}

const refuse = ({ code, message }: Refused) => notSent(code, `Nothing was sent. ${message}`);

async function approve(approver: Agent, { id, payloadHash, operation }: Asked): Promise<Result<Written>> {
  const approval = await findApproval(id);
  if (!approval) return refuse({ code: "no_such_request", message: "There is no such request." });
  const deny = (code: string) => recordDenied(stepOf(approval, approver, "approve", { detail: { code } }));
  const forbidden = (await whyNotDecider(approval, approver)) ?? whyNotShown(approval, { payloadHash, operation });
  if (forbidden) {
    await deny(forbidden.code);
    return refuse(forbidden);
  }
  const row = approval.state === "approved" ? await findOperation(approval.operationId) : undefined;
  if (row && !isUnsent(row)) {
    return row.approver?.id === approver.id ? recheckOperation(row.id) : refuse(decided(approval));
  }
  // Whoever said yes may be about to send it.
  if (row && row.approver?.id !== approver.id && !isQuiet(row)) return refuse(decided(approval));
  const closed = whyNotOpen(row ? { ...approval, state: "waiting" } : approval, Date.now());
  if (closed) return refuse(closed);
  const requester = await findRequester(approval);
  if (!requester) {
    await deny(REQUESTER_MAY_NOT);
    return requesterMayNot();
  }
  if (hasPassed(approval, Date.now())) return setAside(approval, approver, ended);

  const { second, whyDenied } = toSecond(approval, approver);
  const answer = await writeOperation(approval.name, requester, approval.payload, second);
  if (answer.ok) return answer;
  if (answer.error.code === "changed_since") return setAside(approval, approver, changed);
  const why = whyDenied();
  if (why) await deny(why);
  return why === REQUESTER_MAY_NOT ? requesterMayNot() : answer;
}

const REQUESTER_MAY_NOT = "requester_may_not";

/** Recorded and not sent, or sent and surely not there. */
const isUnsent = ({ state }: JournalRow) => state === "prepared" || state === "not_applied";

const decided = ({ decider }: Approval): Refused => ({
  code: "not_waiting",
  message: `${decider?.email ?? "Somebody else"} has approved this already.`,
});
const ended = { code: "stale", message: "Its end has passed while it waited. It has to be asked for again." };
const changed = {
  code: "stale",
  message: "The customer changed since this was asked for. It has to be asked for again.",
};

/** The yes, which counts in the step that takes the write; `whyDenied` is the code of why it did not, once it was tried. */
function toSecond(approval: Approval, approver: Agent): { second: SecondPerson; whyDenied: () => string | undefined } {
  let denied: string | undefined;
  const whyNot = async (trx: Transaction<Schema>, now: Date) => {
    if (await hasLostRole(trx, approver, now)) return "forbidden";
    if (await hasLostRight(trx, approval.requester.id, permissionOf(approval.name))) return REQUESTER_MAY_NOT;
    return (await whyBeholden(trx, approval, approver, now))?.code;
  };
  const second: SecondPerson = {
    approvalId: approval.id,
    approver,
    askedAt: Date.parse(approval.requestedAt),
    approve: async (trx, now, again) => {
      denied = await whyNot(trx, now);
      if (denied) return null;
      const from = again ? "approved" : "waiting";
      if (!(await decide(trx, approval, { from, to: "approved", by: approver, now }))) return null;
      return [stepOf(approval, approver, "approve", again ? { detail: { again: true } } : {})];
    },
  };
  return { second, whyDenied: () => denied };
}

/** What cannot be run any more, and never was: only asking again is left. */
async function setAside(approval: Approval, by: Agent, why: Refused): Promise<Result<Written>> {
  const event = stepOf(approval, by, "set_aside", { detail: { code: why === ended ? "ended" : "changed_since" } });
  const done = await inStep(async (trx) => {
    const now = new Date();
    if (await hasLostRole(trx, by, now)) return "not_theirs";
    const from = approval.state;
    if (from === "approved" && !(await disown(trx, approval))) return false;
    const decided = await decide(trx, approval, { from, to: "stale", by, now });
    if (decided) await record(trx, [event], now);
    return decided;
  });
  if (done === "not_theirs") {
    await recordDenied(stepOf(approval, by, "approve", { detail: { code: "forbidden" } }));
    return noLongerTheirs("sent");
  }
  if (done) return refuse(why);
  const now = (await findApproval(approval.id)) ?? approval;
  return refuse(now.state === "approved" ? decided(now) : (whyNotOpen(now, Date.now()) ?? why));
}

/** Takes the yes from a write that was not sent, so that whoever is about to send it does not. False when it was sent. */
async function disown(trx: Transaction<Schema>, { operationId }: Approval): Promise<boolean> {
  const updated = await trx
    .updateTable("operation")
    .set(approvedBy(undefined))
    .where("id", "=", operationId)
    .where("state", "in", ["prepared", "not_applied"])
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
