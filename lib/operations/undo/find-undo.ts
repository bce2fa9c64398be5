import "server-only";
import type { Profile } from "@/lib/adapty/profile";
import { openStates } from "../catalogue";
import { findOperation, inJournal } from "../journal";
import type { JournalRow } from "../journal-row";
import { sayOvertaken, whyNotAsLeft } from "./as-left";
import { planUndo } from "./plan";
import { readSetAround } from "./set-around";
import type { UndoPlan } from "./undo-plan";

/** `undoes`: what is to be undone; `operationId`: the operation that is to undo it. */
type Asked = { app: string; profileId: string; undoes: string; operationId: string };

/** `setSince`: of the fields that it set and Adapty never shows, those that were set from here since. */
type Found = { done: JournalRow; plan: Extract<UndoPlan, { ok: true }>; setSince: string[] };

const no = (why: string) => ({ ok: false as const, why });

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

/** By whom the customer was last changed from here after it. */
async function findLater({ app, profileId, sentAt, id }: JournalRow): Promise<string | undefined> {
  const later = await inJournal((db) =>
    db
      .selectFrom("operation")
      .select("agent_email")
      .where("app", "=", app)
      .where("profile_id", "=", profileId)
      .where("state", "=", "applied")
      .where("sent_at", ">", sentAt ?? "")
      .where("id", "<>", id)
      .orderBy("sent_at", "desc")
      .limit(1)
      .executeTakeFirst(),
  );
  return later?.agent_email;
}

/**
 * What would undo it, decided at `at` (milliseconds), or a sentence why nothing does: it is no operation of this customer, cannot
 * be undone, or was undone already. Throws JournalUnavailable.
 */
export async function findUndo(asked: Asked, at: number): Promise<({ ok: true } & Found) | { ok: false; why: string }> {
  const done = await findOperation(asked.undoes);
  if (!done || done.app !== asked.app || done.profileId !== asked.profileId)
    return no("Nothing of this customer is recorded under this id.");
  const undoer = await findUndoer(asked);
  if (undoer?.state === "applied") return no(`${undoer.agent_email} undid it already.`);
  if (undoer) return no(`${undoer.agent_email} is undoing it just now: it is not confirmed yet.`);
  const { setBefore, setSince } = await readSetAround(done);
  const plan = planUndo(done, { at, setBefore });
  return plan.ok ? { ok: true, done, plan, setSince } : no(plan.why);
}

/** Why it is not undone although it could be: the customer is no longer as it left them. Throws JournalUnavailable. */
export async function whyChangedSince({ done, setSince }: Found, profile: Profile): Promise<string | undefined> {
  const changed = setSince.length > 0 ? sayOvertaken(setSince) : whyNotAsLeft(done, profile);
  if (!changed) return undefined;
  const by = await findLater(done);
  const who = by ? `The last change from here after it was made by ${by}.` : "It was changed elsewhere.";
  return `${changed} ${who} An undo would overwrite that: change by hand what should be different.`;
}
