import "server-only";
import type { Kysely } from "kysely";
import type { Agent } from "@/lib/auth/session";
import { compileOnce } from "@/lib/db/compile-once";
import { getDatabase } from "@/lib/db/database";
import type { Schema } from "@/lib/db/schema";
import { seesAll } from "./list-approvals";
import { dayAfter, findStale, mayBeStale } from "./stale";

type Waiting = { agentId: string; now: string; tomorrow: string };

/** The requests that wait, of this person alone or of everybody else. */
const selectTheirs = (db: Kysely<Schema>, of: "=" | "<>", { agentId, now }: Waiting) =>
  db
    .selectFrom("approval")
    .where("state", "=", "waiting")
    .where("expires_at", ">", now)
    .where("requester_id", of, agentId);

const waitingOf = (of: "=" | "<>") => ({
  countSure: compileOnce((db, asked: Waiting) =>
    selectTheirs(db, of, asked)
      .where((is) => is.not(mayBeStale(db, asked.tomorrow)(is)))
      .select(({ fn }) => fn.countAll<number>().as("sure")),
  ),
  selectSuspects: compileOnce((db, asked: Waiting) =>
    selectTheirs(db, of, asked).where(mayBeStale(db, asked.tomorrow)).selectAll(),
  ),
});

const [own, ofEverybodyElse] = [waitingOf("="), waitingOf("<>")];

/** How many requests wait for this person to decide, or of theirs for somebody else. Asked for every page: it reads only what may be stale. */
export async function countWaiting(agent: Agent, now: Date): Promise<number> {
  const db = await getDatabase();
  const { countSure, selectSuspects } = seesAll(agent) ? ofEverybodyElse : own;
  const tomorrow = dayAfter(now);
  const asked = { agentId: agent.id, now: now.toISOString(), tomorrow };
  const [sure, suspects] = await Promise.all([countSure(db, asked), selectSuspects(db, asked)]);
  const stale = await findStale(db, suspects.rows, now.getTime());
  return (sure.rows[0]?.sure ?? 0) + suspects.rows.length - stale.size;
}
