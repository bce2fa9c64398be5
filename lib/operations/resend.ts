import "server-only";
import { findApp } from "@/lib/apps";
import { theConsole } from "@/lib/audit/event";
import { hasLostRight } from "@/lib/auth/lost-role";
import { isRole } from "@/lib/auth/permissions";
import { readSettings } from "@/lib/settings/store";
import { elapsed } from "@/lib/world/world";
import { permissionOf } from "./catalogue";
import { didNotArrive, mayResendSince } from "./check-times";
import { claimForSending } from "./claim";
import { findOperation, inJournal } from "./journal";
import type { JournalRow } from "./journal-row";
import { sendClaimed } from "./send-claimed";

/** Only what its agent was allowed by themselves: a second person's yes, or emergency access, was for then. */
const isTheirsAlone = ({ approver, agent }: JournalRow) => approver === null && agent.elevationId === undefined;

/** The account that asked for it, in its role of now; undefined when it may not do this any more. */
async function findAsker({ agent, name }: JournalRow) {
  return inJournal(async (db) => {
    if (await hasLostRight(db, agent.id, permissionOf(name))) return undefined;
    const held = await db.selectFrom("user").select("role").where("id", "=", agent.id).executeTakeFirst();
    return held && isRole(held.role) ? { id: agent.id, role: held.role } : undefined;
  });
}

/**
 * Sends once more what surely did not arrive and nobody is waiting for: the very bytes that the journal holds, once, soon after
 * it was asked for, for who still may, within the limits of now, and only while nothing else was sent to its customer since
 * `sendings` were counted, before they were read. Whoever sends the form again meanwhile goes first. False when it did not.
 * Throws JournalUnavailable.
 */
export async function resendOnce(id: string, sendings: number, now: Date): Promise<boolean> {
  const began = elapsed();
  const row = await findOperation(id);
  const isLost = row?.state === "not_applied" && row.outcome?.code === didNotArrive.code && row.erasedAt === null;
  if (!row || !isLost || row.attempts !== 1 || row.createdAt < mayResendSince(now) || !isTheirsAlone(row)) return false;
  const app = findApp(row.app);
  const asker = app && (await findAsker(row));
  if (!app || !asker) return false;
  const { limits } = await inJournal(() => readSettings());
  const claim = await claimForSending(row, { sendings, held: { ...asker, limits }, now, byConsole: true });
  if (typeof claim === "string" || "over" in claim) return false;
  await sendClaimed({ row, claim, by: theConsole, app, began });
  return true;
}
