import { levelStanding } from "@/lib/access/comp";
import { type Part, standingWords, untilWords } from "@/lib/access/parts";
import type { Standing } from "@/lib/access/standing";
import type { CustomerView } from "@/lib/access/view";
import { levelTitle } from "@/lib/access/words";
import type { GrantAccessLevel, RevokeAccessLevel } from "@/lib/adapty/access-level";
import { parseInstant } from "@/lib/adapty/instant";
import type { SubscriptionTransaction, Transaction } from "@/lib/adapty/transaction";
import type { OperationName } from "../catalogue";
import { levelsIn } from "../snapshot";
import { findBeyondEnd } from "./spare";
import type { Done, UndoPlan } from "./undo-plan";

/** Until when access runs on that was granted apart from what is undone, by level: milliseconds, null for life. */
export type GrantedSince = ReadonlyMap<string, number | null>;

/** What an undo leads to, in words; an edit is told by what it sends. `levelId`: the access level that it is about; `until`: where
 * access ends by it, in ms, for the button to say; `stays`: the access that it does not end. */
export type UndoWords = {
  levelId?: string;
  changes: { what: string; now: Part[]; after: Part[] }[];
  button: string;
  until?: number;
  stays?: Part[];
};

type Given = {
  done: Pick<Done, "before">;
  view: Pick<CustomerView, "accessLevels" | "chains">;
  now: number;
  grantedSince?: GrantedSince;
};

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

/** Where access ends that stands so: milliseconds, infinite where it is not said to end. */
const endOf = (had: Standing | undefined, now: number): number =>
  had?.is === "active" ? (had.until ?? Number.POSITIVE_INFINITY) : now;

/** Where a level stands once its transaction `id` is taken back, as far as that is known, and what gives it on. */
function standingWithout(levelId: string, id: string, given: Given): { after?: Part[]; stays?: Part[] } {
  const { done, view, now, grantedSince } = given;
  const title = levelTitle(levelId);
  const had = done.before ? levelStanding(levelsIn(done.before), levelId, now) : undefined;
  const until = grantedSince?.get(levelId);
  const granted = until === undefined ? now : (until ?? Number.POSITIVE_INFINITY);
  const end = Math.max(endOf(had, now), granted);
  if (findBeyondEnd(levelId, end, { view, now }, id))
    return { stays: [`Something else that this customer has runs too. Where it gives ${title}, that access goes on.`] };
  if (until === undefined || end > granted) return { after: standingWords(title, had) };
  const stays = [
    `${title} was granted from here too, apart from this, and that access runs on`,
    ...untilWords(until),
    ". If it is to end as well, end it by hand afterwards.",
  ];
  return { after: standingWords(title, { is: "active", until }), stays };
}

function describeReopened(body: SubscriptionTransaction, given: Given): UndoWords {
  const levelId = levelBy(body.store_transaction_id, given);
  const after: Standing = { is: "active", until: parseInstant(body.expires_at) };
  const comp = { what: "This comp", now: ["ended"], after: ["runs on"] };
  const changes = levelId === undefined ? [comp] : [ofLevel(levelId, after, given), comp];
  return { ...(levelId && { levelId }), changes, button: "Give the comp back" };
}

function describeRefund(name: OperationName, { store_transaction_id: id }: Transaction, given: Given): UndoWords {
  const levelId = levelBy(id, given);
  const isShown = given.view.accessLevels?.some((level) => level.store_transaction_id === id);
  const { after, stays } = levelId && isShown ? standingWithout(levelId, id, given) : {};
  const level = levelId && after && { ...ofLevel(levelId, undefined, given), after };
  const entry =
    name === "transaction.set"
      ? { what: "This transaction", now: ["booked"], after: ["refunded"] }
      : { what: "This comp", now: ["given"], after: ["taken back, as refunded"] };
  return {
    ...(levelId && { levelId }),
    changes: level ? [level, entry] : [entry],
    button: name === "transaction.set" ? "Mark it as refunded" : "Take the comp back",
    ...(stays && { stays }),
  };
}

/** Now and after of everything but an edit, by the customer as Adapty has them now (milliseconds). */
export function describeUndo({ name, body }: Extract<UndoPlan, { ok: true }>, given: Given): UndoWords {
  if (name === "access.revoke") return describeRevoke(body as RevokeAccessLevel, given);
  if (name === "access.grant") return describeGrant(body as GrantAccessLevel, given);
  if (name === "profile.update") return { changes: [], button: "Set it back" };
  if (name === "comp.reopen") return describeReopened(body as SubscriptionTransaction, given);
  return describeRefund(name, body as Transaction, given);
}
