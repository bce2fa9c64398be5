import "server-only";
import type { Part } from "@/lib/access/parts";
import { compileOnce } from "@/lib/db/compile-once";
import { getDatabase } from "@/lib/db/database";
import { toApproval } from "@/lib/operations/approval";
import type { OperationState } from "@/lib/operations/catalogue";
import type { ToldEntry } from "@/lib/operations/describe-request";
import { type Row, selectRequests, tellRequest } from "./list-approvals";

/** How long who asked is told of it on the customer's page; the list of requests tells it for good. */
const TOLD_MS = 72 * 3_600_000;
const SHOWN = 50;

/** What became of a request, for who asked: `note` is why not, `written` what became of the write, `at` (ISO) when it was decided. */
export type Answer = {
  id: string;
  title: string;
  said: Part[];
  state: "approved" | "rejected";
  by: string;
  note: string | null;
  written: OperationState | null;
  at: string;
};

const nothingSent = (by: string, note: string | null) =>
  `${by} rejected it${note ? `: “${note}”` : "."} Nothing was sent.`;

/** A rejected request among what was done from here: it never came as far as the journal. */
function tellRejected(row: Row, now: number): ToldEntry {
  const { title, said, decider, decisionNote } = tellRequest(row, now);
  const { id, name, requester, requestedAt, decidedAt, payload } = toApproval(row);
  const { reason, ticket = null, note = null } = payload.why;
  return {
    id,
    name,
    title,
    said,
    state: "declined",
    agent: requester,
    reason: reason ?? null,
    ticket,
    note,
    createdAt: requestedAt,
    settledAt: decidedAt,
    erasedAt: row.erased_at,
    approver: null,
    undoes: null,
    mayUndo: false,
    message: nothingSent(decider?.email ?? "A colleague", decisionNote),
  };
}

function tellAnswer(row: Row, now: number): Answer {
  const { id, title, said, decider, decisionNote, decidedAt, written } = tellRequest(row, now);
  const state = row.state === "approved" ? "approved" : "rejected";
  return { id, title, said, state, by: decider?.email ?? "", note: decisionNote, written, at: decidedAt ?? "" };
}

const selectDecided = compileOnce((db, { app, profileId }: { app: string; profileId: string }) =>
  selectRequests(db)
    .where("approval.app", "=", app)
    .where("approval.profile_id", "=", profileId)
    .where("approval.state", "in", ["approved", "rejected"])
    .orderBy("approval.decided_at", "desc")
    .orderBy("approval.id", "desc")
    .limit(SHOWN),
);

/**
 * Of the requests for one customer that were decided last: what this person asked for and was answered lately, newest first,
 * and what anybody asked for in vain.
 */
export async function listAnswers(
  { app, profileId }: { app: string; profileId: string },
  reader: { id: string },
  now: Date,
): Promise<{ answered: Answer[]; rejected: ToldEntry[] }> {
  const { rows } = await selectDecided(await getDatabase(), { app, profileId: profileId.toLowerCase() });
  const since = new Date(now.getTime() - TOLD_MS).toISOString();
  const isTold = (row: Row) =>
    row.requester_id === reader.id && row.payload_hash !== "" && (row.decided_at ?? "") > since;
  return {
    answered: rows.filter(isTold).map((row) => tellAnswer(row, now.getTime())),
    rejected: rows.filter(({ state }) => state === "rejected").map((row) => tellRejected(row, now.getTime())),
  };
}
