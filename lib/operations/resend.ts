import "server-only";
import { toCustomerView } from "@/lib/access/view";
import type { Profile } from "@/lib/adapty/profile";
import { findApp } from "@/lib/apps";
import { theConsole } from "@/lib/audit/event";
import { hasLostRight } from "@/lib/auth/lost-role";
import { isRole } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import type { Settings } from "@/lib/settings/settings";
import { readSettings } from "@/lib/settings/store";
import { elapsed, timeNow } from "@/lib/world/world";
import { listEmailsSet } from "./activity";
import { permissionOf } from "./catalogue";
import { mayResendSince } from "./check-times";
import { claimForSending } from "./claim";
import { isGivenUp } from "./given-up";
import { findOperation, inJournal } from "./journal";
import type { JournalRow } from "./journal-row";
import { judgeWrite } from "./judge-write";
import { sendClaimed } from "./send-claimed";

/** Only what its agent was allowed by themselves: a second person's yes, or emergency access, was for then. */
const isTheirsAlone = ({ approver, agent }: JournalRow) => approver === null && agent.elevationId === undefined;

type Passing = { profile: Profile; asker: Agent; settings: Settings };
/** `sendings` as counted before the customer was read, and what was read then. */
type Missing = { sendings: number; profile: Profile | null | undefined };

/** The account that asked for it, in its role of now; undefined when it may not do this any more. */
async function findAsker({ agent, name }: JournalRow): Promise<Agent | undefined> {
  return inJournal(async (db) => {
    if (await hasLostRight(db, agent.id, permissionOf(name))) return undefined;
    const held = await db
      .selectFrom("user")
      .select(["id", "name", "email", "role"])
      .where("id", "=", agent.id)
      .executeTakeFirst();
    return held && isRole(held.role) ? { ...held, role: held.role } : undefined;
  });
}

/** By the customer and the settings as they are now: whether it would be sent if its form were sent now. */
async function wouldPass(row: JournalRow, { profile, asker, settings }: Passing): Promise<boolean> {
  const target = { app: row.app, profileId: row.profileId, operationId: row.id, undoes: row.undoes ?? undefined };
  const [now, askedAt] = [timeNow(), Date.parse(row.createdAt)];
  const view = toCustomerView(profile, row.app, now);
  const emailsSet = await inJournal(() => listEmailsSet(row.app, row.profileId));
  // What the agent acknowledged was of the customer as they were then.
  const found = await judgeWrite(
    row.name,
    { target, body: row.request },
    { agent: asker, judge: asker, settings, profile, view, emailsSet, now, askedAt },
  );
  return !("why" in found) && found.beyond.length === 0;
}

/**
 * Sends once more what left no trace and nobody is waiting for: the very bytes that the journal holds, once, soon after
 * it was asked for, for who still may by all that is asked of a form, and only while nothing else was sent to its customer since
 * `sendings` were counted, before they were read as `profile`. Whoever sends the form again meanwhile goes first. False when it did not.
 * Throws JournalUnavailable.
 */
export async function resendOnce(id: string, { sendings, profile }: Missing, now: () => Date): Promise<boolean> {
  const row = await findOperation(id);
  if (!row || !isGivenUp(row) || row.erasedAt !== null) return false;
  if (row.attempts !== 1 || row.createdAt < mayResendSince(now()) || !isTheirsAlone(row)) return false;
  const app = findApp(row.app);
  const asker = app && (await findAsker(row));
  if (!app || !asker) return false;
  const settings = await inJournal(() => readSettings());
  if (!profile || !(await wouldPass(row, { profile, asker, settings }))) return false;
  const held = { ...asker, limits: settings.limits };
  const began = elapsed();
  const claim = await claimForSending(row, { sendings, held, now: now(), byConsole: true });
  if (typeof claim === "string" || "over" in claim) return false;
  await sendClaimed({ row, claim, by: theConsole, app, began });
  return true;
}
