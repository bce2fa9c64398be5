import "server-only";
import type { Kysely } from "kysely";
import type { Part } from "@/lib/access/parts";
import { can } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import { compileOnce } from "@/lib/db/compile-once";
import { getDatabase } from "@/lib/db/database";
import type { ApprovalTable, Schema } from "@/lib/db/schema";
import { type Approval, toApproval } from "@/lib/operations/approval";
import { type OperationState, operations } from "@/lib/operations/catalogue";
import { describeRequest } from "@/lib/operations/describe-request";
import { withoutAdvice } from "@/lib/operations/limits";
import { type RequestState, stateNow } from "./request-state";
import { findStale } from "./stale";

/** A request as the lists show it. `written` is what became of the write once it was approved. Instants are ISO. */
export type ToldRequest = Omit<Approval, "payload" | "payloadHash" | "stateSeen" | "needs" | "state"> & {
  title: string;
  said: Part[];
  needs: string;
  state: RequestState;
  written: OperationState | null;
};

export type Row = ApprovalTable & { written: OperationState | null };

/** `stale`: those that are known to be out of date already, though nobody has set them aside. */
export function tellRequest(row: Row, now: number, stale: ReadonlySet<string> = new Set()): ToldRequest {
  const { payload, payloadHash, stateSeen: _, needs, ...approval } = toApproval(row);
  // Without its hash it was erased.
  const said = payloadHash ? describeRequest(approval.name, payload.body) : ["erased"];
  const state = stale.has(row.id) ? "stale" : stateNow(approval, now);
  return {
    ...approval,
    title: operations[approval.name].label,
    said,
    needs: withoutAdvice(needs.message),
    state,
    written: row.written,
  };
}

export const selectRequests = (db: Kysely<Schema>) =>
  db
    .selectFrom("approval")
    .leftJoin("operation", "operation.id", "approval.operation_id")
    .selectAll("approval")
    .select("operation.state as written");

export async function readRequest(id: string, now: number): Promise<ToldRequest | undefined> {
  const row = await selectRequests(await getDatabase())
    .where("approval.id", "=", id)
    .executeTakeFirst();
  return row && tellRequest(row, now);
}

const SHOWN = 100;
const DECIDED_SHOWN = 50;

/** Whose requests this person sees: who may decide sees all, everybody else their own. */
export const seesAll = ({ role }: Pick<Agent, "role">) => can(role, "approval.decide");

/** What waits and is not known to be out of date, the oldest first, and what was approved but never sent; then what is over, newest first. */
export async function listRequests(agent: Agent, now: Date): Promise<{ waiting: ToldRequest[]; over: ToldRequest[] }> {
  const db = await getDatabase();
  let all = selectRequests(db);
  if (!seesAll(agent)) all = all.where("requester_id", "=", agent.id);
  const alive = all.where("expires_at", ">", now.toISOString());
  const [waiting, unsent, over] = await Promise.all([
    alive.where("approval.state", "=", "waiting").orderBy("requested_at").orderBy("approval.id").limit(SHOWN).execute(),
    alive
      .where("approval.state", "=", "approved")
      .where("operation.state", "in", ["prepared", "not_applied"])
      .limit(SHOWN)
      .execute(),
    all
      .orderBy("requested_at", "desc")
      .orderBy("approval.id", "desc")
      .limit(SHOWN + DECIDED_SHOWN)
      .execute(),
  ]);
  const open = [...unsent, ...waiting];
  const stale = await findStale(db, open, now.getTime());
  const ids = new Set(open.map(({ id }) => id));
  const past = [...open.filter(({ id }) => stale.has(id)), ...over.filter(({ id }) => !ids.has(id))];
  const tell = (row: Row) => tellRequest(row, now.getTime(), stale);
  return {
    waiting: open.filter(({ id }) => !stale.has(id)).map(tell),
    over: past
      .sort((a, b) => b.requested_at.localeCompare(a.requested_at))
      .slice(0, DECIDED_SHOWN)
      .map(tell),
  };
}

const selectWaitingFor = compileOnce((db, asked: { app: string; profileId: string; now: string }) =>
  selectRequests(db)
    .where("approval.state", "=", "waiting")
    .where("expires_at", ">", asked.now)
    .where("approval.app", "=", asked.app)
    .where("approval.profile_id", "=", asked.profileId)
    .orderBy("requested_at"),
);

/** What waits for approval for one customer, the oldest first. */
export async function listWaitingFor(app: string, profileId: string, now: Date): Promise<ToldRequest[]> {
  const db = await getDatabase();
  const { rows } = await selectWaitingFor(db, { app, profileId, now: now.toISOString() });
  const stale = await findStale(db, rows, now.getTime());
  return rows.filter(({ id }) => !stale.has(id)).map((row) => tellRequest(row, now.getTime()));
}
