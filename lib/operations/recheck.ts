import "server-only";
import { getProfile } from "@/lib/adapty/calls";
import { WRITE_TOTAL_MS } from "@/lib/adapty/limits";
import { env } from "@/lib/env";
import { findOperation, type JournalRow, settleOperation } from "./journal";
import { describeOutcome, recordApplied, refuse, type Written } from "./outcome";
import type { Result } from "./result";
import { readableFrom } from "./snapshot";
import { writes } from "./writes";

const POLL_MS = 150;
/** A write that was cut off may still land for a while: only after this silence does "not there" mean "not applied". */
const QUIET_MS = WRITE_TOTAL_MS + 5_000;

const age = (row: JournalRow) => Date.now() - Date.parse(row.sentAt ?? row.createdAt);

/** For a second request with the same operation id while the first is on its way: waits for that one's outcome. */
export async function waitUntilSettled(id: string): Promise<Result<Written>> {
  for (;;) {
    const row = await findOperation(id);
    if (!row) throw new Error("The journal lost a row.");
    if (row.state !== "sent" || age(row) > QUIET_MS) return recheckOperation(id);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/**
 * Settles an operation by reading the profile back, never by guessing: applied when Adapty shows its effect, not_applied
 * when it does not after a quiet period, else still unknown. For a settled operation it answers what is known.
 */
export async function recheckOperation(id: string): Promise<Result<Written>> {
  const row = await findOperation(id);
  if (!row) {
    return refuse({ outcome: "not_sent", code: "no_such_operation", message: "Nothing is recorded under this id." });
  }
  if (row.state === "rejected" || row.state === "not_applied" || row.state === "prepared") return describeOutcome(row);
  const app = env.apps.find((candidate) => candidate.id === row.app);
  const read = app && (await getProfile(app, { profileId: row.profileId }));
  if (!read?.ok) return describeOutcome(row);
  if (row.state === "applied") return { ok: true, data: { profile: read.profile, operationId: id } };
  const judge = (profile: Parameters<(typeof writes)[typeof row.name]["readBack"]>[0], now: number) =>
    writes[row.name].readBack(profile, row.request as never, now);
  const sentAt = Date.parse(row.sentAt ?? row.createdAt);
  const couldBeSeen = row.before === null || judge(readableFrom(row.before), sentAt) !== "applied";
  const verdict = couldBeSeen ? judge(read.profile, Date.now()) : "cannot_tell";
  if (verdict === "applied") return recordApplied(row, read.profile);
  if (verdict === "not_applied" && age(row) > QUIET_MS) {
    const message = "It did not arrive: Adapty shows no trace of it. Nothing changed; the same form can be sent again.";
    await settleOperation(id, { state: "not_applied", outcome: { code: "did_not_arrive", message } }, new Date());
  }
  const settled = await findOperation(id);
  if (!settled) throw new Error("The journal lost a row.");
  return describeOutcome(settled);
}
