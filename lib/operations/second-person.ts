import type { Transaction } from "kysely";
import type { AuditEvent } from "@/lib/audit/event";
import type { Agent } from "@/lib/auth/session";
import type { Schema } from "@/lib/db/schema";

/**
 * Why somebody may not write just this alone, though the operation is theirs. `limit` and `right`: a second person may let it
 * pass who may do it themselves; `two_people`: nobody may alone, any second person with the right may let it pass.
 */
export type Beyond = { why: "limit" | "right" | "two_people"; message: string };

/** What an answer calls that; each is `approvable`. */
const OVER_LIMIT = "over_limit";
const NEEDS_APPROVAL = "needs_approval";

export const codeOf = ({ why }: Beyond) => (why === "limit" ? OVER_LIMIT : NEEDS_APPROVAL);

/**
 * The person who answers for a colleague's write: their rights and limits count. `askedAt` is when it was asked for, in
 * milliseconds. `approve` is done in the step that takes the write into the journal, or (`again`) that takes up anew what was approved
 * before, and answers the events to record there. Null when the yes does not count any more, for the request was decided
 * otherwise meanwhile, or one of the two may not do their part any more: then nothing is recorded or sent.
 */
export type SecondPerson = {
  approvalId: string;
  approver: Agent;
  askedAt: number;
  approve: (trx: Transaction<Schema>, now: Date, again: boolean) => Promise<AuditEvent[] | null>;
};

/** The columns of the journal's row that name the second person; each null where there is none. */
export const approvedBy = (second: SecondPerson | undefined) => ({
  approval_id: second?.approvalId ?? null,
  approver_id: second?.approver.id ?? null,
  approver_email: second?.approver.email ?? null,
  approver_role: second?.approver.role ?? null,
});

/** What still stands in the way: of a direct write all, of an approved one what the approver may not lift. */
export const unlifted = (beyond: Beyond[], second: SecondPerson | undefined): Beyond | undefined =>
  beyond.find(({ why }) => !second || why !== "two_people");
