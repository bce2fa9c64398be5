import "server-only";
import type { Agent } from "@/lib/auth/session";
import { readSettings } from "@/lib/settings/store";
import { dateNow, elapsed } from "@/lib/world/world";
import { adoptOperation } from "./adopt-operation";
import { beginOperation, type Claim, claimForSending } from "./claim";
import { findOperation, inJournal, prepareOperation } from "./journal";
import type { JournalRow, NewOperation } from "./journal-row";
import type { SecondPerson } from "./second-person";

/** The row as it stands, what claiming it came to, and when (ms) that began, by a clock that nobody sets. */
export type Begun = { row: JournalRow; claim: Claim | "lost"; began: number };
/** `again`: the row that the journal holds of it already; `sendings`: as counted before the customer was read. */
type Beginning = { operation: NewOperation; again: JournalRow | undefined; sendings: number };

/** The limits of `judge` count, as they are now. */
async function claimingFor(judge: Agent, sendings: number) {
  const { limits } = await inJournal(() => readSettings());
  return { claiming: { sendings, held: { ...judge, limits }, now: dateNow() }, began: elapsed() };
}

/** What it gives may have changed since it was first recorded. */
const anew = (row: JournalRow, { days, countedFor }: NewOperation): JournalRow => ({ ...row, days, countedFor });

async function claimRow(row: JournalRow, judge: Agent, sendings: number): Promise<Begun> {
  const { claiming, began } = await claimingFor(judge, sendings);
  return { row, claim: await claimForSending(row, claiming), began };
}

/**
 * Takes a write into the journal, unless it is there, and claims it for sending, by the limits of who asks for it. "id_taken":
 * another request of the same form did so since it was looked for. Throws JournalUnavailable.
 */
export async function beginWrite({ operation, again, sendings }: Beginning): Promise<Begun | "id_taken"> {
  if (again) return claimRow(anew(again, operation), operation.agent, sendings);
  const { claiming, began } = await claimingFor(operation.agent, sendings);
  const begun = await beginOperation(operation, claiming);
  return begun ? { ...begun, began } : "id_taken";
}

/**
 * Takes a write into the journal and claims it on a second person's yes, by their limits: it counts in the step that takes the write into the journal. "decided": it
 * counts no more, for somebody else decided meanwhile. Throws JournalUnavailable.
 */
export async function beginApproved(
  { operation, again, sendings }: Beginning,
  second: SecondPerson,
): Promise<Begun | "id_taken" | "decided"> {
  const prepared = !again && (await prepareOperation(operation, dateNow(), second));
  const row = again ? await adoptOperation(again, second) : await findOperation(operation.id);
  if (!row) return "decided";
  return again || prepared ? claimRow(anew(row, operation), second.approver, sendings) : "id_taken";
}
