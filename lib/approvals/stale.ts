import "server-only";
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from "kysely";
import { LEVELS_SHOWN } from "@/lib/access/view";
import { isSqlite } from "@/lib/db/dialect";
import type { ApprovalTable, Schema } from "@/lib/db/schema";
import { type Approval, toApproval } from "@/lib/operations/approval";
import { describeSeen } from "@/lib/operations/seen";
import type { Snapshot } from "@/lib/operations/snapshot";
import { hasPassed } from "./check-request";

/** What a write from here left of its customer, as Adapty answered. */
type Left = { app: string; profile_id: string; settled_at: string | null; after_json: string | null };

async function listLeft(db: Kysely<Schema>, requests: Approval[]): Promise<Left[]> {
  const since = requests.map(({ requestedAt }) => requestedAt).sort()[0];
  if (since === undefined) return [];
  return db
    .selectFrom("operation")
    .select(["app", "profile_id", "settled_at", "after_json"])
    .where("profile_id", "in", [...new Set(requests.map(({ profileId }) => profileId))])
    .where("settled_at", ">", since)
    .where("after_json", "is not", null)
    .orderBy("settled_at", "desc")
    .execute();
}

/** Undefined where it does not tell, or tells of more levels than a page compares. */
const levelsOf = ({ accessLevels }: Snapshot): string | undefined =>
  accessLevels && accessLevels.length <= LEVELS_SHOWN
    ? describeSeen("access.grant", { accessLevels, attributes: undefined })
    : undefined;

function isOvertaken({ name, app, profileId, requestedAt, stateSeen }: Approval, left: Left[]): boolean {
  const last = left.find(
    (one) => one.app === app && one.profile_id === profileId && (one.settled_at ?? "") > requestedAt,
  );
  if (!last?.after_json || name === "profile.update") return false;
  const after = JSON.parse(last.after_json) as Snapshot;
  const [then, now] = [levelsOf(stateSeen), levelsOf(after)];
  const isNewer = (after.timestamp ?? Number.POSITIVE_INFINITY) > (stateSeen.timestamp ?? 0);
  return isNewer && then !== undefined && now !== undefined && then !== now;
}

/**
 * Which of these open requests can only be asked for anew, by their ids, as far as it is known without asking Adapty: the end
 * of what they give has passed, or a write from here changed the access that they build on. `now` in milliseconds.
 */
export async function findStale(db: Kysely<Schema>, rows: ApprovalTable[], now: number): Promise<Set<string>> {
  const requests = rows.map(toApproval);
  const passed = requests.filter((request) => hasPassed(request, now));
  const left = await listLeft(db, requests);
  const overtaken = requests.filter((request) => isOvertaken(request, left));
  return new Set([...passed, ...overtaken].map(({ id }) => id));
}

const DAY_MS = 86_400_000;
/** The date of tomorrow in UTC. */
export const dayAfter = (now: Date): string => new Date(now.getTime() + DAY_MS).toISOString().slice(0, 10);

/** As the payload was written; in a text that somebody typed the quotes are escaped. */
const END = '"expires_at":"';

/**
 * The condition of every request that findStale may answer, and of few others: what does not fulfil it need not be read. The
 * day of an end in whichever zone it is spelled is at most tomorrow's (dayAfter) once it has passed.
 */
export function mayBeStale(db: Kysely<Schema>, tomorrow: string) {
  const found = isSqlite(db) ? sql<number>`instr(payload, ${END})` : sql<number>`strpos(payload, ${END})`;
  return (is: ExpressionBuilder<Schema, "approval">): Expression<SqlBool> =>
    is.or([
      is.and([is(found, ">", 0), is(sql`substr(payload, ${found} + ${sql.lit(END.length)}, 10)`, "<=", tomorrow)]),
      is.exists(
        is
          .selectFrom("operation as later")
          .select("later.id")
          .whereRef("later.app", "=", "approval.app")
          .whereRef("later.profile_id", "=", "approval.profile_id")
          .whereRef("later.settled_at", ">", "approval.requested_at")
          .where("later.after_json", "is not", null),
      ),
    ]);
}
