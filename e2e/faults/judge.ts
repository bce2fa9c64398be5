import type { Profile } from "../../lib/adapty/profile";
import { openStates } from "../../lib/operations/catalogue";
import { readLedger, readProfile } from "../fixtures/emulator";
import type { Ending, Fault } from "./list-faults";
import type { World } from "./world";
import type { Said, Write } from "./writes";

export const tally = {
  operations: 0,
  kills: 0,
  stops: 0,
  lost: 0,
  doubled: 0,
  unresolved: 0,
  unexpected: 0,
  applied: 0,
  resent: 0,
  landedTwice: 0,
};

/** What a fault alone leads to: the journal's state, how often it was sent, how often it took effect. */
const endings: Record<Ending, { state: string; sends: number; effects: number }> = {
  taken: { state: "applied", sends: 1, effects: 1 },
  resent: { state: "applied", sends: 2, effects: 1 },
  both: { state: "applied", sends: 2, effects: 2 },
  refused: { state: "not_applied", sends: 1, effects: 0 },
};

/** What one write came to: in the journal, on the wire, at Adapty and in the agent's eyes. */
async function observe({ db, proxy, patiently }: World, ledger: Awaited<ReturnType<typeof readLedger>>, write: Write) {
  const { operationId, customer } = write;
  const select = db.selectFrom("operation").selectAll().where("id", "=", operationId);
  const row = await patiently(() => select.executeTakeFirst());
  const calls = proxy.callsAbout(customer.profileId);
  const kinds = ledger[customer.profileId] ?? {};
  return {
    state: row?.state ?? "not in the journal",
    sends: calls.filter(({ method }) => method !== "GET"),
    // Nobody may send again who has not looked in between.
    blind: calls.some(({ method }, at) => method !== "GET" && at > 0 && calls[at - 1]?.method !== "GET"),
    effects: Object.values(kinds).reduce((sum, count) => sum + count, 0),
    recorded: kinds["transaction.recorded"] ?? 0,
    shown: write.isShown((await readProfile(customer)) as Profile),
    said: await Promise.all(write.said),
  };
}

type Observed = Awaited<ReturnType<typeof observe>>;

/**
 * Whether this answer says for good that nothing was done. What left no trace may land still, and of several answers to
 * one form, or one that was lost, another may be of a later sending.
 */
const saysNotDone = (said: Said): boolean =>
  (said?.outcome === "refused" || said?.outcome === "not_sent") && !/shows no trace of it/.test(said.message);

/** What is wrong with it whatever happened to it, as the end of a line; nothing when all of it is true. */
function findWrongs({ state, sends, blind, effects, recorded, shown, said }: Observed, ending: Ending | undefined) {
  const doubled = [
    blind && "sent again without a look",
    new Set(sends.map(({ body }) => body)).size > 1 && "sent again with other bytes",
    effects > (ending === "both" ? 2 : 1) && "took effect again",
    recorded > 1 && "recorded twice",
  ];
  const lost = [
    (state === "applied") !== shown && "the journal is wrong",
    shown !== effects > 0 && "Adapty shows something else than what took effect",
    said.some((told) => told?.done) && !shown && "its agent was told that it is done",
    said.length > 0 && said.every(saysNotDone) && shown && "its agent was told that it is not done",
  ];
  return { doubled: doubled.filter(Boolean), lost: lost.filter(Boolean) };
}

/** Whether a fault alone led to what it has to lead to, and its agent was told what was known then. */
function findUnexpected({ state, sends, effects, said }: Observed, ending: Ending): string[] {
  const due = endings[ending];
  const tells = said.every((told) => {
    if (!told) return false;
    const { done, outcome, message } = told;
    if (ending === "taken") return done || outcome === "unknown";
    return ending === "refused" ? outcome === "refused" && /Nothing was changed/.test(message) : outcome === "unknown";
  });
  const differs = state !== due.state || sends.length !== due.sends || effects !== due.effects;
  return [...(differs ? [`expected ${JSON.stringify(due)}`] : []), ...(tells ? [] : [`told ${JSON.stringify(said)}`])];
}

/**
 * Holds the journal against the emulator's ledger and what Adapty shows: 0 or 1 effect for each write, 1 if and only if the
 * journal says applied, nobody told otherwise, and nothing sent twice but after a look. With its `fault` alone, also what that
 * has to lead to. Only where the fault lets the first sending land after the second (`both`) the ledger may count two, which
 * come to one: both are of one operation and carry the same bytes, with the same transaction id, date or values, so that the later
 * finds all as it asks for. That Adapty shows it once and recorded no second transaction holds for them, too; they are counted apart.
 */
export async function judge(world: World, writes: { write: Write; fault?: Fault; alone?: boolean }[]): Promise<void> {
  const ledger = await readLedger();
  for (const { write, fault, alone } of writes) {
    const observed = await observe(world, ledger, write);
    const { doubled, lost } = findWrongs(observed, fault?.ending);
    const unexpected = fault && alone ? findUnexpected(observed, fault.ending) : [];
    tally.operations += 1;
    if (observed.state === "applied") tally.applied += 1;
    if (observed.sends.length > 1) tally.resent += 1;
    if (observed.effects > 1 && doubled.length === 0) tally.landedTwice += 1;
    if (lost.length > 0) tally.lost += 1;
    if (doubled.length > 0) tally.doubled += 1;
    if (unexpected.length > 0) tally.unexpected += 1;
    if ((openStates as string[]).includes(observed.state)) tally.unresolved += 1;
    const wrongs = [...lost, ...doubled, ...unexpected];
    if (wrongs.length === 0) continue;
    const { state, effects, sends, shown } = observed;
    const what = `${write.action} ${write.operationId}${fault ? `, ${fault.name}` : ""}`;
    console.log(
      `${what}: journal ${state}, sent ${sends.length}, effects ${effects}, shown ${shown}: ${wrongs.join("; ")}`,
    );
  }
}
