import { levelStanding } from "@/lib/access/comp";
import { type Part, standingWords } from "@/lib/access/parts";
import type { Standing } from "@/lib/access/standing";
import type { CustomerView } from "@/lib/access/view";
import { levelTitle } from "@/lib/access/words";
import type { GrantAccessLevel, RevokeAccessLevel } from "@/lib/adapty/access-level";
import { parseInstant } from "@/lib/adapty/instant";
import type { Transaction } from "@/lib/adapty/transaction";
import { levelsIn } from "../snapshot";
import type { Done, UndoPlan } from "./undo-plan";

/** What an undo leads to, in words; an edit is told by what it sends. `levelId`: the access level that it is about; `until`: where
 * access ends by it, in ms, for the button to say. */
export type UndoWords = {
  levelId?: string;
  changes: { what: string; now: Part[]; after: Part[] }[];
  button: string;
  until?: number;
};

type Given = { done: Pick<Done, "before">; view: Pick<CustomerView, "accessLevels">; now: number };

const untilOf = (end: unknown) => (end === null || end === undefined ? null : parseInstant(end));

/** The level that Adapty shows by this transaction, or showed before what is undone. */
const levelBy = (id: string, { view, done }: Given): string | undefined =>
  [...(view.accessLevels ?? []), ...(done.before?.accessLevels ?? [])].find(
    (level) => level.store_transaction_id === id,
  )?.access_level_id ?? undefined;

function ofLevel(levelId: string, after: Standing | undefined, { view, now }: Given) {
  const title = levelTitle(levelId);
  return {
    what: title,
    now: standingWords(title, levelStanding(view, levelId, now)),
    after: standingWords(title, after),
  };
}

function describeRevoke({ access_level_id: levelId, revoke_at: at }: RevokeAccessLevel, given: Given): UndoWords {
  const after: Standing = at ? { is: "active", until: parseInstant(at) } : { is: "ended", at: given.now };
  const title = levelTitle(levelId);
  const changes = [ofLevel(levelId, after, given)];
  return at
    ? { levelId, changes, button: `Set ${title} back`, until: parseInstant(at) }
    : { levelId, changes, button: `End ${title} now` };
}

function describeGrant({ access_level_id: levelId, ...body }: GrantAccessLevel, given: Given): UndoWords {
  const until = untilOf(body.expires_at);
  const from = body.starts_at ? parseInstant(body.starts_at) : given.now;
  const after: Standing = from > given.now ? { is: "later", from, until } : { is: "active", until };
  const button = `Give ${levelTitle(levelId)} back${until === null ? " for life" : ""}`;
  return { levelId, changes: [ofLevel(levelId, after, given)], button, ...(until !== null && { until }) };
}

function describeTransaction(name: string, body: Transaction, given: Given): UndoWords {
  const { done, view, now } = given;
  const id = body.store_transaction_id;
  const levelId = levelBy(id, given);
  const isShown = view.accessLevels?.some((level) => level.store_transaction_id === id);
  const had = levelId && done.before ? levelStanding(levelsIn(done.before), levelId, now) : undefined;
  const isReopened = name === "comp.reopen" && body.purchase_type === "subscription";
  const after: Standing | undefined = isReopened ? { is: "active", until: parseInstant(body.expires_at) } : had;
  const isComp = name !== "transaction.set";
  const [held, left] = isReopened
    ? ["ended", "runs on"]
    : isComp
      ? ["given", "taken back, as refunded"]
      : ["booked", "refunded"];
  return {
    ...(levelId && { levelId }),
    changes: [
      ...(levelId && (isShown || isReopened) ? [ofLevel(levelId, after, given)] : []),
      { what: isComp ? "This comp" : "This transaction", now: [held], after: [left] },
    ],
    button: isReopened ? "Give the comp back" : isComp ? "Take the comp back" : "Mark it as refunded",
  };
}

/** Now and after of everything but an edit, by the customer as Adapty has them now (milliseconds). */
export function describeUndo({ name, body }: Extract<UndoPlan, { ok: true }>, given: Given): UndoWords {
  if (name === "access.revoke") return describeRevoke(body as RevokeAccessLevel, given);
  if (name === "access.grant") return describeGrant(body as GrantAccessLevel, given);
  if (name === "profile.update") return { changes: [], button: "Set it back" };
  return describeTransaction(name, body as Transaction, given);
}
