import { verifyRecord } from "../../../lib/audit/verify";
import { type OperationName, type OperationState, openStates } from "../../../lib/operations/catalogue";
import { LANDS_WITHIN_MS } from "../../../lib/operations/check-times";
import { writes } from "../../../lib/operations/writes";
import type { Book } from "./book";
import { judgeUndos } from "./judge-undos";
import { isDoubled, type Ledger } from "./ledger";
import type { Storage } from "./storage";

/** What a story came to. `human`: left to a human, `too_late`: landed when nobody reckoned with it any more, and cannot be told. */
export type Tally = {
  operations: number;
  lost: number;
  doubled: number;
  unresolved: number;
  broken: number;
  applied: number;
  rejected: number;
  not_applied: number;
  human: number;
  too_late: number;
  sent: number;
};
export const emptyTally = (): Tally => ({
  operations: 0,
  lost: 0,
  doubled: 0,
  unresolved: 0,
  broken: 0,
  applied: 0,
  rejected: 0,
  not_applied: 0,
  human: 0,
  too_late: 0,
  sent: 0,
});

/** What a story came to; `done`: each operation that took effect by the journal; `wrong`: what may not be, as sentences. */
export type Outcome = { tally: Tally; done: OperationName[]; wrong: string[] };

type Row = { id: string; profile_id: string; name: OperationName; state: OperationState; attempts: number };
type Event = { operation_id: string; outcome: string };
const EVENTS =
  "select e.operation_id, e.outcome from audit_event e join operation o on o.id = e.operation_id where e.action = o.name order by seq";

/** Files that are not there: the record has no checkpoints here. */
const NO_FILES = { keyFile: "/nonexistent/key", checkpointFile: "/nonexistent/file", archiveFolder: "/nonexistent" };

/** The state that an operation has by its events alone. */
function stateBy(events: Event[]): string {
  let state = "none";
  for (const { outcome } of events) {
    if (outcome === "attempted") state = "prepared";
    else if (outcome === "denied") state = state === "prepared" ? "not_applied" : state;
    else if (outcome !== "held") state = outcome;
  }
  return state;
}

type Parts = { storage: Storage; ledger: Ledger; book: Book; clocksWereSet: boolean };

/**
 * Holds the journal and the record against what really happened, once nothing is wrong any more and all had their time.
 *
 * An operation has one effect when any of its sendings took effect at Adapty, and none otherwise: they carry the same bytes, which
 * say where it is to end, so what arrives twice comes to the same; sent again after it had taken effect it is doubled
 * (ledger). The journal is right when it says applied of just those that have one effect. Two things nobody can tell by
 * looking: what Adapty shows no trace of, or had as asked before (the journal then leaves it to a human, which is never right of
 * what makes an id of its own, as long as its customer is there), and what landed so late that it had been given up and the customer shows nothing of its own.
 */
export async function judge({ storage, ledger, book, clocksWereSet }: Parts): Promise<Outcome> {
  const tally = emptyTally();
  const done: OperationName[] = [];
  const undone = judgeUndos({ storage, ledger, book });
  const wrong = [...ledger.wrong, ...(clocksWereSet ? [] : [...ledger.together, ...undone])];
  const rows = storage.all<Row>("select id, profile_id, name, state, attempts from operation");
  const events = new Map<string, Event[]>(rows.map(({ id }) => [id, []]));
  for (const event of storage.all<Event>(EVENTS)) events.get(event.operation_id)?.push(event);
  tally.operations = book.operations.size;
  tally.sent = ledger.sendings.length;

  for (const { id, profile_id: profileId, name, state, attempts } of rows) {
    const number = book.operations.get(id)?.form.number;
    const told = `operation ${number} (${name}): `;
    const sendings = ledger.of(id);
    const landed = sendings.filter((sending) => sending.landed !== undefined);
    const { makesOwnId = false, repeatable = false } = writes[name];
    const isZombie = landed.every((sending) => (sending.landed ?? 0) - sending.left >= LANDS_WITHIN_MS);
    const isGone = ledger.isGone(profileId);
    const lose = (why: string) => {
      tally.lost += 1;
      wrong.push(`${told}${why}`);
    };
    if (openStates.includes(state) && state !== "needs_human") {
      tally.unresolved += 1;
      wrong.push(`${told}is still ${state}`);
    } else if (state === "needs_human") {
      tally.human += 1;
      if (makesOwnId && !isGone) lose("was left to a human, though it can be told");
    } else if (state === "applied") {
      tally.applied += 1;
      done.push(name);
      if (landed.length === 0) lose("the journal says applied, and it never took effect");
    } else {
      tally[state === "rejected" ? "rejected" : "not_applied"] += 1;
      const showsNothing = !makesOwnId || isGone;
      const cannotBeTold = showsNothing && state === "not_applied" && (isZombie || clocksWereSet);
      if (landed.length > 0 && cannotBeTold) tally.too_late += 1;
      else if (landed.length > 0) lose(`the journal says ${state}, and it took effect`);
    }
    if (!clocksWereSet && isDoubled(sendings, ledger.sendings, repeatable)) {
      tally.doubled += 1;
      wrong.push(`${told}was done twice`);
    }
    const seen = events.get(id) ?? [];
    const sent = seen.filter(({ outcome }) => outcome === "sent").length;
    const asked = seen.filter(({ outcome }) => outcome === "attempted").length;
    if (asked !== 1) wrong.push(`${told}the record says ${asked} times that it was asked for`);
    if (sent !== attempts) wrong.push(`${told}the record says ${sent} times that it was sent, the journal ${attempts}`);
    if (sendings.length > attempts) wrong.push(`${told}left ${sendings.length} times, the journal says ${attempts}`);
    if (stateBy(seen) !== state) wrong.push(`${told}is ${state}, and by the record ${stateBy(seen)}`);
  }
  const known = new Set(rows.map(({ id }) => id));
  for (const [id, { form, told }] of book.operations) {
    if (!known.has(id) && told.some(({ what }) => what !== "not_sent")) {
      tally.lost += 1;
      wrong.push(`operation ${form.number} (${form.name}): was accepted, and the journal knows nothing of it`);
    }
  }
  const { found } = await verifyRecord(storage.direct, NO_FILES);
  if (found.verdict !== "sound" && found.verdict !== "unanchored") wrong.push(`the record is ${JSON.stringify(found)}`);
  for (const number of book.unanswered()) wrong.push(`operation ${number}: somebody still waits for an answer`);
  tally.broken = Math.max(0, wrong.length - tally.lost - tally.doubled - tally.unresolved);
  return { tally, done, wrong };
}
