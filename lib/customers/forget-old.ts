import "server-only";
import type { Kysely, Transaction } from "kysely";
import { findRetentionEdge } from "@/lib/audit/archive-old";
import { theConsole } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import type { Schema } from "@/lib/db/schema";
import { type OperationState, unconfirmedStates } from "@/lib/operations/catalogue";
import { emptyOperations } from "@/lib/operations/erase-operations";
import { emptyRequests } from "./erase-requests";

/** As many at once as one transaction may keep others waiting for. */
const AT_ONCE = 200;

export const FORGET = "journal.forget";

/** Settled, or so long open that nothing settles it any more. */
const over: OperationState[] = ["applied", "rejected", "not_applied", ...unconfirmedStates];

type After = { created_at: string; id: string };
type Step = { edge: string; now: Date };

class Overtaken extends Error {}

/** The next old operations in the order they were made, after one of them. */
const selectOperations = (trx: Transaction<Schema>, { created_at, id }: After, edge: string) =>
  trx
    .selectFrom("operation")
    .selectAll()
    .where("created_at", "<", edge)
    .where(({ eb, or, and }) =>
      or([eb("created_at", ">", created_at), and([eb("created_at", "=", created_at), eb("id", ">", id)])]),
    )
    .where("state", "in", over)
    .where(({ eb, or }) => or([eb("settled_at", "is", null), eb("settled_at", "<", edge)]))
    .where("erased_at", "is", null)
    .orderBy("created_at")
    .orderBy("id")
    .limit(AT_ONCE);

async function forgetOperations(trx: Transaction<Schema>, after: After, { edge, now }: Step) {
  const rows = await selectOperations(trx, after, edge).execute();
  if (await emptyOperations(trx, rows, now)) throw new Overtaken("An old operation was sent again meanwhile.");
  return { operations: rows.length, last: rows.length === AT_ONCE ? rows.at(-1) : undefined };
}

/** Decided before, or expired before anybody did. */
async function forgetRequests(trx: Transaction<Schema>, { edge, now }: Step): Promise<number> {
  const rows = await trx
    .selectFrom("approval")
    .select(["id", "payload"])
    .where("erased_at", "is", null)
    .where("requested_at", "<", edge)
    .where(({ eb, or, and }) =>
      or([eb("decided_at", "<", edge), and([eb("decided_at", "is", null), eb("expires_at", "<", edge)])]),
    )
    .orderBy("requested_at")
    .limit(AT_ONCE)
    .execute();
  await emptyRequests(trx, rows, now);
  return rows.length;
}

async function recordForgotten(
  trx: Transaction<Schema>,
  counts: { operations?: number; requests?: number },
  { edge, now }: Step,
): Promise<void> {
  const detail = { ...counts, before: edge };
  if ((counts.operations ?? 0) + (counts.requests ?? 0) > 0)
    await record(trx, [{ actor: theConsole, action: FORGET, outcome: "done", detail }], now);
}

/**
 * Erases what settled operations and ended requests for approval hold of customers, once they are older than the record is kept
 * here: that something was done, by whom, when and for which reason of the team's stays. In steps, each with its event. Nothing
 * for 0 months. Answers how many of each.
 */
export async function forgetOld(
  db: Kysely<Schema>,
  { months, now }: { months: number; now: Date },
): Promise<{ operations: number; requests: number }> {
  const forgotten = { operations: 0, requests: 0 };
  const before = await findRetentionEdge(db, { months, now });
  if (!before) return forgotten;
  const step = { edge: before.toISOString(), now };
  for (let after: After | undefined = { created_at: "", id: "" }; after; ) {
    const from: After = after;
    const done = await db.transaction().execute(async (trx) => {
      const { operations, last } = await forgetOperations(trx, from, step);
      await recordForgotten(trx, { operations }, step);
      return { operations, last };
    });
    forgotten.operations += done.operations;
    after = done.last;
  }
  for (let requests = AT_ONCE; requests === AT_ONCE; ) {
    requests = await db.transaction().execute(async (trx) => {
      const count = await forgetRequests(trx, step);
      await recordForgotten(trx, { requests: count }, step);
      return count;
    });
    forgotten.requests += requests;
  }
  return forgotten;
}

/** What was erased for its age, as a sentence for the log; undefined where there was nothing to erase. */
export const sayForgotten = ({ operations, requests }: { operations: number; requests: number }): string | undefined =>
  operations + requests > 0
    ? `Erased what ${operations} operations and ${requests} requests for approval beyond their time held of customers`
    : undefined;
