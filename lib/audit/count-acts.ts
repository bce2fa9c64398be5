import "server-only";
import { type Kysely, sql } from "kysely";
import { readRows } from "@/lib/db/read-rows";
import type { Schema } from "@/lib/db/schema";
import { findBounds } from "./find-bounds";
import { type ActKind, type Counts, noCounts } from "./judge-acts";

/** Of each thing that is counted the newest so many, and no more: a page costs no more than that, however much is recorded. */
export const MOST_COUNTED = 100_000;

const DENIED = "denied";
/** It came to nothing, or not yet. */
const undone = [DENIED, "held"];

/** What counts as which: an action that was not refused, or a refusal of any. */
const sources: { kind: ActKind; action?: string }[] = [
  { kind: "views", action: "profile.view" },
  { kind: "searches", action: "customer.find" },
  { kind: "reveals", action: "personal.reveal" },
  { kind: "exports", action: "audit.export" },
  { kind: "downloads", action: "customer.export" },
  { kind: "denied" },
];

type Span = { after: number; today: number };

/** The newest of one source after a number, by whom; read from an index alone, migration 0026. */
export function selectActs(db: Kysely<Schema>, action: string | undefined, { after }: Pick<Span, "after">) {
  const newest = db
    .selectFrom("audit_event")
    .select(["actor_id", "seq"])
    .where("seq", ">", after)
    .orderBy("seq", "desc")
    .limit(MOST_COUNTED);
  return action === undefined
    ? newest.where("outcome", "=", DENIED)
    : newest.where("action", "=", action).where("outcome", "not in", undone);
}

async function countSource(db: Kysely<Schema>, action: string | undefined, { after, today }: Span) {
  const acts = db.selectFrom(selectActs(db, action, { after }).as("act")).groupBy("act.actor_id");
  const rows = await readRows(db, acts, {
    actor_id: sql.ref<string>("act.actor_id"),
    month: sql<number | string>`count(*)`,
    today: sql<number | string>`sum(case when act.seq > ${today} then 1 else 0 end)`,
  });
  return rows.map((row) => ({ actorId: row.actor_id, month: Number(row.month), today: Number(row.today) }));
}

/**
 * How often each account looked at a customer, looked for one, revealed personal data, exported the record, downloaded what is kept of a customer and was refused, since two instants (ISO, UTC).
 * Only who did any of it is in the answer. `cut`: there was more than is counted.
 */
export async function countActs(
  db: Kysely<Schema>,
  since: { today: string; month: string },
): Promise<{ byActor: Map<string, Counts>; cut: boolean }> {
  const [month, today] = await Promise.all([
    findBounds(db, { from: since.month }),
    findBounds(db, { from: since.today }),
  ]);
  // Bounds of nothing begin at 0, where all would be counted.
  const [after, afterToday] = [month, today].map((bounds) =>
    bounds.before === 0 ? Number.MAX_SAFE_INTEGER : bounds.after,
  ) as [number, number];
  const byActor = new Map<string, Counts>();
  let cut = false;
  for (const { kind, action } of sources) {
    const counted = await countSource(db, action, { after, today: afterToday });
    cut ||= counted.reduce((sum, one) => sum + one.month, 0) >= MOST_COUNTED;
    for (const one of counted) {
      const counts = byActor.get(one.actorId) ?? noCounts();
      counts[kind].today += one.today;
      counts[kind].month += one.month;
      byActor.set(one.actorId, counts);
    }
  }
  return { byActor, cut };
}
