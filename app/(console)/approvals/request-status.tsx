import { Status } from "@/components/status";
import type { ToldRequest } from "@/lib/approvals/list-approvals";
import { OperationStatus } from "../operation-status";

const states = {
  waiting: { tone: "ending", word: "Waiting" },
  approved: { tone: "active", word: "Approved" },
  rejected: { tone: "over", word: "Rejected" },
  withdrawn: { tone: "over", word: "Withdrawn" },
  stale: { tone: "over", word: "Out of date" },
  expired: { tone: "over", word: "Expired" },
} as const;

/** Approved, and nothing was sent: it can be run again. */
export const isUnsent = ({ state, written }: Pick<ToldRequest, "state" | "written">): boolean =>
  state === "approved" && (written === "prepared" || written === "not_applied");

export function RequestStatus({ request }: { request: Pick<ToldRequest, "state" | "written"> }) {
  const { state, written } = request;
  if (isUnsent(request)) return <Status tone="warning">Approved, not yet sent</Status>;
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Status tone={states[state].tone}>{states[state].word}</Status>
      {state === "approved" && written && written !== "applied" && <OperationStatus state={written} />}
    </span>
  );
}
