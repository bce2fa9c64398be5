import "server-only";
import type { Profile } from "@/lib/adapty/profile";
import { type JournalRow, settleOperation } from "./journal";
import type { Result } from "./result";
import { takeSnapshot } from "./snapshot";

/** After a write: the whole profile, as Adapty answered it. */
export type Written = { profile: Profile; operationId: string };
type Refusal = Extract<Result<Written>, { ok: false }>["error"];

export const refuse = (error: Refusal): { ok: false; error: Refusal } => ({ ok: false, error });

export const notSent = (code: string, message: string) => refuse({ outcome: "not_sent", code, message });

/** What an operation's row says to the agent who asked for it. */
export function describeOutcome(row: JournalRow): { ok: false; error: Refusal } {
  const outcome = row.state === "rejected" ? "refused" : row.state === "not_applied" ? "not_sent" : "unknown";
  const message = row.outcome?.message ?? "Not confirmed yet. Do not repeat it elsewhere: we are checking with Adapty.";
  return refuse({ outcome, code: row.outcome?.code ?? "unknown", message, requestId: row.outcome?.requestId });
}

export async function recordApplied(row: JournalRow, profile: Profile): Promise<Result<Written>> {
  await settleOperation(row.id, { state: "applied", after: takeSnapshot(profile, row.request) }, new Date());
  return { ok: true, data: { profile, operationId: row.id } };
}
