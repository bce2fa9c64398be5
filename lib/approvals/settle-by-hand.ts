import "server-only";
import { record } from "@/lib/audit/record";
import { hasLostRole } from "@/lib/auth/lost-role";
import { areOnePerson } from "@/lib/auth/one-person";
import type { Agent } from "@/lib/auth/session";
import { log } from "@/lib/log/log";
import { findOperation, inStep, JournalUnavailable, settleIn } from "@/lib/operations/journal";
import { denied } from "@/lib/operations/journal-events";
import type { JournalRow } from "@/lib/operations/journal-row";
import { noLongerTheirs, notSent } from "@/lib/operations/outcome";
import type { Result } from "@/lib/operations/result";
import { tellOutcome } from "@/lib/operations/tell-outcome";
import { SETTLED_BY_HAND, type Verdict, type VerdictInput } from "@/lib/operations/verdict-input";
import { whyBeholden } from "./check-request";

const says: Record<Verdict, string> = {
  applied: "Somebody looked, and says that it was done.",
  not_applied: "Somebody looked, and says that it was not done.",
};

const noSuch = () => notSent("no_such_operation", "Nothing was saved: nothing is recorded under this id.");
const notAsked = () =>
  notSent(
    "not_asked",
    "Nothing was saved: this was settled or sent again meanwhile, or Adapty is still being asked. See what it says now.",
  );
const ownWrite = () =>
  notSent(
    "own",
    "Nothing was saved: nobody says what became of their own change, by whichever account. Another person does.",
  );

const cannotSave = () =>
  notSent(
    "cannot_record",
    "Nothing was saved: the console cannot record it just now. Try again in a moment. If this goes on, tell an admin.",
  );

/** The people whose word would free their own limits: who asked for it, and who let it pass. */
const partiesOf = ({ agent, approver }: JournalRow) => (approver ? [agent, approver] : [agent]);

/**
 * Settles by a human what reading back could not tell: only what needs one, and only as it was when the form was opened. Not by
 * who sent it or let it pass, nor by who let one of them in just before: they may be one person. Sends nothing.
 */
export async function settleByHand(agent: Agent, input: VerdictInput, now: Date): Promise<Result<null>> {
  try {
    return await settle(agent, input, now);
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    log.error("What became of an operation could not be saved.", { fault: error.cause });
    return cannotSave();
  }
}

async function settle(agent: Agent, { operationId, attempts, verdict, note }: VerdictInput, now: Date) {
  const row = await findOperation(operationId);
  if (!row) return noSuch();
  const settlement = {
    state: verdict,
    outcome: { code: SETTLED_BY_HAND, message: says[verdict] },
    by: { agent, note },
  };
  const settled = await inStep(async (trx): Promise<Result<null>> => {
    const refuse = async (why: ReturnType<typeof notSent>) => {
      await record(trx, [denied(row, { code: why.error.code }, agent)], now);
      return why;
    };
    if (await hasLostRole(trx, agent, now)) return refuse(noLongerTheirs("saved"));
    for (const party of partiesOf(row)) {
      if (await areOnePerson(trx, agent, party)) return refuse(ownWrite());
      const beholden = await whyBeholden(trx, { requester: party }, agent, now);
      if (beholden) return refuse(notSent(beholden.code, `Nothing was saved. ${beholden.message}`));
    }
    const isSettled = await settleIn(trx, { ...row, attempts }, settlement, now, ["needs_human"]);
    return isSettled ? { ok: true, data: null } : notAsked();
  });
  if (settled.ok) tellOutcome(row, settlement, now);
  return settled;
}
