import type { Kysely } from "kysely";

const DAY_MS = 24 * 3_600_000;

type Journal = {
  operation: {
    id: string;
    state: string;
    outcome: string | null;
    sent_at: string | null;
    may_land_until: string | null;
  };
};

/** Until when what was sent and left no trace may land: so far its outcome's code alone said that it may. */
export async function up(db: Kysely<Journal>): Promise<void> {
  await db.schema.alterTable("operation").addColumn("may_land_until", "text").execute();
  const givenUp = await db
    .selectFrom("operation")
    .select(["id", "sent_at"])
    .where("state", "=", "not_applied")
    .where("outcome", "like", '{"code":"did_not_arrive",%')
    .where("sent_at", "is not", null)
    .execute();
  for (const { id, sent_at: sentAt } of givenUp) {
    const until = new Date(Date.parse(sentAt ?? "") + DAY_MS).toISOString();
    await db.updateTable("operation").set({ may_land_until: until }).where("id", "=", id).execute();
  }
}
