import "server-only";
import type { Profile } from "@/lib/adapty/profile";
import { openStates, takenStates } from "../catalogue";
import { findOperation, inJournal } from "../journal";
import type { JournalRow } from "../journal-row";
import { listTouchingSame } from "../touching";
import { sayOvertaken, whyNotAsLeft } from "./as-left";
import { planUndo } from "./plan";
import { readSetAround } from "./set-around";
import type { SetBefore, UndoPlan } from "./undo-plan";

/** `undoes`: what is to be undone; `operationId`: the operation that is to undo it. */
type Asked = { app: string; profileId: string; undoes: string; operationId: string };

/** `setSince`: of the fields that it set and Adapty never shows, those that were set to something else from here since. */
type Found = {
  done: JournalRow;
  plan: Extract<UndoPlan, { ok: true }>;
  setBefore: SetBefore;
  setSince: string[];
  operationId: string;
};

/** `done`: what nothing undoes, where it is an operation of this customer. */
type FoundUndo = ({ ok: true } & Found) | { ok: false; why: string; done?: JournalRow };

const no = (why: string, done?: JournalRow) => ({ ok: false as const, why, ...(done && { done }) });

/** Another operation that undid it, or is about to. */
const findUndoer = ({ undoes, operationId }: Asked) =>
  inJournal((db) =>
    db
      .selectFrom("operation")
      .select(["agent_email", "state"])
      .where("undoes", "=", undoes)
      .where("id", "<>", operationId)
      .where("state", "in", [...openStates, "applied"])
      .limit(1)
      .executeTakeFirst(),
  );

/** By whom what it changed was, or may have been, changed from here last after it. */
async function findLater({ done, operationId }: Found): Promise<string> {
  const later = await inJournal((db) =>
    db
      .selectFrom("operation")
      .select(["agent_email", "state"])
      .where("app", "=", done.app)
      .where("profile_id", "=", done.profileId)
      .where("name", "in", listTouchingSame(done.name))
      .where("state", "in", takenStates)
      .where("sent_at", ">=", done.sentAt ?? "")
      .where("id", "not in", [done.id, operationId])
      .orderBy("sent_at", "desc")
      .limit(1)
      .executeTakeFirst(),
  );
  if (!later) return "It was not changed from here.";
  const made = later.state === "applied" ? "was made" : "may have been made, it is not confirmed yet,";
  return `The last such change from here ${made} by ${later.agent_email}.`;
}

/**
 * What would undo it, decided at `at` (milliseconds), or a sentence why nothing does: it is no operation of this customer, cannot
 * be undone, or was undone already. Throws JournalUnavailable.
 */
export async function findUndo(asked: Asked, at: number): Promise<FoundUndo> {
  const done = await findOperation(asked.undoes);
  if (!done || done.app !== asked.app || done.profileId !== asked.profileId)
    return no("Nothing of this customer is recorded under this id.");
  const undoer = await findUndoer(asked);
  if (undoer?.state === "applied") return no(`${undoer.agent_email} undid it already.`, done);
  if (undoer) return no(`${undoer.agent_email} is undoing it just now: it is not confirmed yet.`, done);
  const { setBefore, setSince } = await readSetAround(done, asked.operationId);
  const plan = planUndo(done, { at, setBefore });
  const { operationId } = asked;
  return plan.ok ? { ok: true, done, plan, setBefore, setSince, operationId } : no(plan.why, done);
}

/** Why it is not undone although it could be: the customer is no longer as it left them. Throws JournalUnavailable. */
export async function whyChangedSince(found: Found, profile: Profile): Promise<string | undefined> {
  const { setSince } = found;
  const changed = setSince.length > 0 ? sayOvertaken(setSince) : whyNotAsLeft(found.done, profile);
  if (!changed) return undefined;
  return `${changed} ${await findLater(found)} An undo would overwrite that: change by hand what should be different.`;
}
