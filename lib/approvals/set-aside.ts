import "server-only";
import type { Transaction } from "kysely";
import { record } from "@/lib/audit/record";
import { recordDenied } from "@/lib/audit/record-alone";
import { hasLostRole } from "@/lib/auth/lost-role";
import type { Agent } from "@/lib/auth/session";
import type { Schema } from "@/lib/db/schema";
import type { Approval } from "@/lib/operations/approval";
import { decide, stepOf } from "@/lib/operations/approval-steps";
import { inStep } from "@/lib/operations/journal";
import { noLongerTheirs, notSent, REQUESTER_MAY_NOT, type Written } from "@/lib/operations/outcome";
import type { Result } from "@/lib/operations/result";
import { approvedBy } from "@/lib/operations/second-person";
import { dateNow, timeNow } from "@/lib/world/world";
import { type Refused, refuseSending, sayDecided, whyNotOpen } from "./check-request";
import { findApproval } from "./find-approvals";

/** Why a request cannot be run any more: as who approves it is told, and by which code the record knows it. */
type Aside = { told: Refused; recorded: string };

export const ended: Aside = {
  told: { code: "stale", message: "Its end has passed while it waited. It has to be asked for again." },
  recorded: "ended",
};
export const changed: Aside = {
  told: { code: "stale", message: "The customer changed since this was asked for. It has to be asked for again." },
  recorded: "changed_since",
};
const lostRequester: Aside = {
  told: {
    code: REQUESTER_MAY_NOT,
    message: "Who asked for this may not do it any more, so it was set aside. Do it yourself on the customer's page.",
  },
  recorded: REQUESTER_MAY_NOT,
};
/** While it waits. */
const stillToReject: Refused = {
  code: REQUESTER_MAY_NOT,
  message: "Who asked for this may not do it any more. Reject it, or do it yourself on the customer's page.",
};

/** What cannot be run any more, and never was: only asking again is left. */
export async function setAside(approval: Approval, by: Agent, { told, recorded }: Aside): Promise<Result<Written>> {
  const event = stepOf(approval, by, "set_aside", { detail: { code: recorded } });
  const done = await inStep(async (trx) => {
    const now = dateNow();
    if (await hasLostRole(trx, by, now)) return "not_theirs";
    const from = approval.state;
    const left = from === "approved" ? await disown(trx, approval) : "unsent";
    if (!left) return false;
    const decided = await decide(trx, approval, { from, to: "stale", by, now });
    if (decided) await record(trx, [event], now);
    return decided && left;
  });
  if (done === "not_theirs") {
    await recordDenied(stepOf(approval, by, "approve", { detail: { code: "forbidden" } }));
    return noLongerTheirs("sent");
  }
  if (done === "gave_up")
    return notSent(told.code, `Adapty shows no trace of it, so it counts as not done. ${told.message}`);
  if (done) return refuseSending(told);
  const now = (await findApproval(approval.id)) ?? approval;
  return refuseSending(now.state === "approved" ? sayDecided(now) : (whyNotOpen(now, timeNow()) ?? told));
}

/** Once who asked may not do it any more: what waits can be rejected, what was approved and never sent nobody else can close. */
export async function answerLostRequester(approval: Approval, by: Agent): Promise<Result<Written>> {
  const now = (await findApproval(approval.id)) ?? approval;
  return now.state === "approved" ? setAside(now, by, lostRequester) : refuseSending(stillToReject);
}

/**
 * Takes the yes from a write that surely was never sent, so that whoever is about to send it does not. One that was sent and given up
 * keeps who let it pass, for it may land still. False when it may be at Adapty.
 */
async function disown(trx: Transaction<Schema>, { operationId }: Approval): Promise<"unsent" | "gave_up" | false> {
  const unsent = await trx
    .updateTable("operation")
    .set(approvedBy(undefined))
    .where("id", "=", operationId)
    .where("state", "in", ["prepared", "not_applied"])
    .where("may_land_until", "is", null)
    .executeTakeFirst();
  if (unsent.numUpdatedRows === 1n) return "unsent";
  const gaveUp = trx
    .selectFrom("operation")
    .select("id")
    .where("id", "=", operationId)
    .where("state", "=", "not_applied");
  return (await gaveUp.executeTakeFirst()) ? "gave_up" : false;
}
