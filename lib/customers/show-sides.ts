import "server-only";
import type { Part } from "@/lib/access/parts";
import { type AdaptyFailure, isGone } from "@/lib/adapty/errors";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import { tellRequest } from "@/lib/operations/describe-request";
import { findOperation } from "@/lib/operations/journal";
import { takeSnapshot } from "@/lib/operations/snapshot";
import { type Side, tellSides } from "@/lib/operations/tell-sides";
import { hideSnapshot } from "./hide-fields";
import { readCustomer } from "./read-customer";

/** What was asked of Adapty and when (ISO), and what it showed before and shows since `readAt` (ms); none where that was erased. */
export type Sides = { asked: Part[]; sentAt: string; readAt: number; sides: Side[] };

/**
 * Both sides of an operation of this customer, for who is to say what became of it: one call to Adapty, which is recorded as a
 * look. Undefined: there is no such operation. Throws JournalUnavailable.
 */
export async function showSides(
  app: App,
  { profileId, operationId }: { profileId: string; operationId: string },
  agent: Agent,
): Promise<{ ok: true; sides: Sides } | { ok: false; error: AdaptyFailure } | undefined> {
  const row = await findOperation(operationId);
  if (!row || row.app !== app.id || row.profileId !== profileId) return;
  const read = await readCustomer(app, profileId, agent);
  if (!read.ok && !isGone(read.error)) return read;
  const now = read.ok ? hideSnapshot(takeSnapshot(read.profile, row.request), agent.role) : null;
  const sides = row.erasedAt ? [] : tellSides({ ...row, before: hideSnapshot(row.before, agent.role) }, now);
  return {
    ok: true,
    sides: { asked: tellRequest(row), sentAt: row.sentAt ?? row.createdAt, readAt: Date.now(), sides },
  };
}
