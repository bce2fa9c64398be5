import { type Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { database, openTestDatabase } from "@/lib/db/database.fixture";
import type { Schema } from "@/lib/db/schema";
import { countActs, selectActs } from "./count-acts";
import type { AuditEvent } from "./event";
import { noCounts } from "./judge-acts";
import { record } from "./record";
import { view } from "./record.fixture";

const now = new Date("2026-03-14T09:30:00.000Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const since = { today: "2026-03-14T00:00:00.000Z", month: "2026-02-13T00:00:00.000Z" };

const appendAt = (db: Kysely<Schema>, at: Date, ...events: AuditEvent[]) =>
  db.transaction().execute((trx) => record(trx, events, at));

const reveal: AuditEvent = { ...view, action: "personal.reveal", outcome: "allowed" };
const lena = { id: "practice-lena", role: "lead" };

describe("what each account does is counted", () => {
  test("today and in 30 days, and nothing before; a refusal is no look, and to be asked for the password is neither", async () => {
    const db = await openTestDatabase();
    expect(await countActs(db, since)).toEqual({ byActor: new Map(), cut: false });
    await appendAt(db, ago(24 * 40), view, reveal, { ...view, outcome: "denied" });
    expect(await countActs(db, since)).toEqual({ byActor: new Map(), cut: false });
    await appendAt(db, ago(24 * 5), view, view, { ...reveal, outcome: "denied" });
    await appendAt(
      db,
      ago(1),
      view,
      reveal,
      { ...view, actor: lena, action: "audit.export", outcome: "done" },
      { ...view, actor: lena, action: "customer.export", outcome: "done" },
      { ...view, actor: lena, action: "team.manage", outcome: "denied" },
      { ...view, actor: lena, action: "audit.export", outcome: "held" },
      { ...view, action: "account.sign_in", outcome: "done" },
      { ...view, action: "customer.find" },
    );
    const { byActor, cut } = await countActs(db, since);
    expect(Object.fromEntries(byActor)).toEqual({
      [view.actor.id]: {
        views: { today: 1, month: 3 },
        searches: { today: 1, month: 1 },
        reveals: { today: 1, month: 1 },
        exports: { today: 0, month: 0 },
        downloads: { today: 0, month: 0 },
        denied: { today: 0, month: 1 },
      },
      [lena.id]: {
        ...noCounts(),
        exports: { today: 1, month: 1 },
        downloads: { today: 1, month: 1 },
        denied: { today: 1, month: 1 },
      },
    });
    expect(cut).toBe(false);
  });

  test.runIf(database.type === "sqlite")("from an index alone", async () => {
    const db = await openTestDatabase();
    for (const action of ["profile.view", undefined]) {
      const rows = await selectActs(db, action, { after: 7 }).explain<{ detail: string }>(undefined, sql`query plan`);
      const said = rows.map(({ detail }) => detail).join("; ");
      expect(said).toMatch(/^SEARCH audit_event USING COVERING INDEX \w+ \(\w+=\? AND seq>\?\)$/);
    }
  });
});
