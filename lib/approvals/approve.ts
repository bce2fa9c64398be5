import "server-only";
import type { Transaction } from "kysely";
import { recordDenied } from "@/lib/audit/record-alone";
import { hasLostRight, hasLostRole } from "@/lib/auth/lost-role";
import type { Agent } from "@/lib/auth/session";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";
import type { Approval } from "@/lib/operations/approval";
import { decide, stepOf } from "@/lib/operations/approval-steps";
import { type OperationName, permissionOf } from "@/lib/operations/catalogue";
import { wasLastSent } from "@/lib/operations/clouds";
import { findOperation, JournalUnavailable } from "@/lib/operations/journal";
import type { JournalRow } from "@/lib/operations/journal-row";
import {
  cannotRecord,
  noLongerTheirs,
  REQUESTER_MAY_NOT,
  requesterMayNot,
  type Written,
} from "@/lib/operations/outcome";
import { isQuiet, recheckOperation } from "@/lib/operations/recheck";
import type { Result } from "@/lib/operations/result";
import type { SecondPerson } from "@/lib/operations/second-person";
import { CHANGED_SINCE } from "@/lib/operations/seen";
import { NOT_UNDONE } from "@/lib/operations/undo/check-undo";
import { writeOperation } from "@/lib/operations/write";
import { timeNow } from "@/lib/world/world";
import {
  findRequester,
  hasPassed,
  refuseSending,
  sayDecided,
  whyBeholden,
  whyNotDecider,
  whyNotOpen,
  whyNotShown,
} from "./check-request";
import { findApproval } from "./find-approvals";
import { answerLostRequester, changed, ended, setAside } from "./set-aside";

/** As it was shown. */
type Asked = { id: string; payloadHash: string; operation: OperationName };

/**
 * Approves a request and runs it: the very `writeOperation` of the one who asked, under the same operation id, judged and
 * counted by what the approver may. `payloadHash` is that of the request as it was shown. Only somebody else than who asked,
 * with the right to decide and to do this, whose own limits allow it; only while it waits, is not expired, and the customer is as
 * the one who asked saw them: otherwise it becomes stale and has to be asked for anew. The yes is recorded in the transaction
 * that takes the write into the journal. When nothing could be sent after that, the same call sends it, by the approver or
 * another person with the right, or sets it aside once who asked may not do it any more; what may have been sent is never sent
 * again. Answers as `writeOperation`.
 */
export async function approveRequest(approver: Agent, asked: Asked): Promise<Result<Written>> {
  try {
    return await approve(approver, asked);
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    log.error("A request could not be approved.", { fault: error.cause });
    return cannotRecord();
  }
}

async function approve(approver: Agent, { id, payloadHash, operation }: Asked): Promise<Result<Written>> {
  const approval = await findApproval(id);
  if (!approval) return refuseSending({ code: "no_such_request", message: "There is no such request." });
  const deny = (code: string) => recordDenied(stepOf(approval, approver, "approve", { detail: { code } }));
  const forbidden = (await whyNotDecider(approval, approver)) ?? whyNotShown(approval, { payloadHash, operation });
  if (forbidden) {
    await deny(forbidden.code);
    return refuseSending(forbidden);
  }
  const row = approval.state === "approved" ? await findOperation(approval.operationId) : undefined;
  if (row && !isUnsent(row)) {
    return row.approver?.id === approver.id ? recheckOperation(row.id) : refuseSending(sayDecided(approval));
  }
  // Given up, and perhaps landed after all.
  const landed =
    row && row.attempts > 0 && (await recheckOperation(row.id, { look: { wasLast: await wasLastSent(row) } }));
  if (landed && (landed.ok || landed.error.outcome === "unknown")) return landed;
  // Whoever said yes may be about to send it.
  if (row && row.approver?.id !== approver.id && !isQuiet(row)) return refuseSending(sayDecided(approval));
  const closed = whyNotOpen(row ? { ...approval, state: "waiting" } : approval, timeNow());
  if (closed) return refuseSending(closed);
  const requester = await findRequester(approval);
  if (!requester) {
    await deny(REQUESTER_MAY_NOT);
    return answerLostRequester(approval, approver);
  }
  if (hasPassed(approval, timeNow())) return setAside(approval, approver, ended);

  const { second, whyDenied } = toSecond(approval, approver);
  const answer = await writeOperation(approval.name, requester, approval.payload, second);
  if (answer.ok) return answer;
  const isOther = answer.error.code === CHANGED_SINCE || answer.error.code === NOT_UNDONE;
  if (isOther && answer.error.outcome === "not_sent") return setAside(approval, approver, changed);
  const denied = whyDenied();
  if (denied) await deny(denied.error.code);
  // A twin of this request may have sent it.
  if (answer.error.outcome !== "not_sent") return answer;
  const why = denied ?? answer;
  return why.error.code === REQUESTER_MAY_NOT ? answerLostRequester(approval, approver) : why;
}

/** Recorded and not sent, or counted as not done. */
const isUnsent = ({ state }: JournalRow) => state === "prepared" || state === "not_applied";

type Denied = ReturnType<typeof refuseSending>;

/** The yes, which counts in the step that takes the write; `whyDenied` answers why it did not, once it was tried. */
function toSecond(approval: Approval, approver: Agent): { second: SecondPerson; whyDenied: () => Denied | undefined } {
  let denied: Denied | undefined;
  const whyNot = async (trx: Transaction<Schema>, now: Date) => {
    if (await hasLostRole(trx, approver, now)) return noLongerTheirs("sent");
    if (await hasLostRight(trx, approval.requester.id, permissionOf(approval.name))) return requesterMayNot();
    const beholden = await whyBeholden(trx, approval, approver, now);
    return beholden && refuseSending(beholden);
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
