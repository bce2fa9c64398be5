import "server-only";
import { record } from "@/lib/audit/record";
import { recordDenied } from "@/lib/audit/record-alone";
import { hasLostRole } from "@/lib/auth/lost-role";
import type { Agent } from "@/lib/auth/session";
import { log } from "@/lib/log/log";
import type { Approval } from "@/lib/operations/approval";
import { decide, stepOf } from "@/lib/operations/approval-steps";
import { holdWaiting, wasSent } from "@/lib/operations/close-sent";
import { inStep, JournalUnavailable } from "@/lib/operations/journal";
import { noLongerTheirs, notSent } from "@/lib/operations/outcome";
import type { Result } from "@/lib/operations/result";
import { dateNow, timeNow } from "@/lib/world/world";
import { type Refused, whyNotDecider, whyNotOpen } from "./check-request";
import { findApproval } from "./find-approvals";

const refuse = ({ code, message }: Refused) => notSent(code, `Nothing was changed. ${message}`);

const sentAlready = {
  code: "already_sent",
  message: "Who asked for it has sent it meanwhile: look at the customer.",
};

type Closing = {
  id: string;
  verb: "reject" | "withdraw";
  note?: string;
  why: (approval: Approval) => Promise<Refused | undefined>;
};

async function close(by: Agent, { id, verb, note, why }: Closing): Promise<Result<null>> {
  try {
    const approval = await findApproval(id);
    if (!approval) return refuse({ code: "no_such_request", message: "There is no such request." });
    const forbidden = await why(approval);
    const deny = (code: string) => recordDenied(stepOf(approval, by, verb, { detail: { code } }));
    if (forbidden) {
      await deny(forbidden.code);
      return refuse(forbidden);
    }
    const to = verb === "reject" ? "rejected" : "withdrawn";
    const event = stepOf(approval, by, verb, note ? { personal: { note } } : {});
    const done = await inStep(async (trx) => {
      const now = dateNow();
      if (await hasLostRole(trx, by, now)) return "not_theirs";
      const held = await holdWaiting(trx, approval.operationId);
      if (held && (await wasSent(trx, held))) return "sent";
      const decided = await decide(trx, approval, { from: "waiting", to, by, note, now });
      if (decided) await record(trx, [event], now);
      return decided;
    });
    if (done === "not_theirs") {
      await deny("forbidden");
      return noLongerTheirs("changed");
    }
    if (done === "sent") return refuse(sentAlready);
    if (done) return { ok: true, data: null };
    const now = (await findApproval(id)) ?? approval;
    return refuse(whyNotOpen(now, timeNow()) ?? { code: "not_waiting", message: "It was decided meanwhile." });
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    log.error("A request could not be decided.", { fault: error.cause });
    const message = "The console cannot record it just now. Try again in a moment.";
    return refuse({ code: "cannot_record", message });
  }
}

/** Rejects a waiting request, with the reason that the one who asked will read. By anybody who may decide it. */
export const rejectRequest = (by: Agent, { id, note }: { id: string; note: string }): Promise<Result<null>> =>
  close(by, { id, verb: "reject", note, why: (approval) => whyNotDecider(approval, by) });

const notYours = { code: "not_yours", message: "Only who asked for it may withdraw it." };

/** Withdraws a waiting request, by the one who asked alone. */
export const withdrawRequest = (by: Agent, { id }: { id: string }): Promise<Result<null>> =>
  close(by, { id, verb: "withdraw", why: async ({ requester }) => (requester.id === by.id ? undefined : notYours) });
