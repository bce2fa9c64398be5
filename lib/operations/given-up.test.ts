import type { Kysely } from "kysely";
import { expect, test } from "vitest";
import { up } from "@/lib/db/migrations/0030-may-land";
import { noLimits } from "@/lib/settings/limits";
import { insertSent } from "./overdue.fixture";
import { findOperation, journal, lead, openWorld, passTime, plan, QUIET_MS, recheckOperation } from "./world.fixture";

const { dayStart } = await import("@/lib/clock/wall-clock");
const { env } = await import("@/lib/env");
const { claimForSending, countSendings } = await import("./claim");
const { mayLand } = await import("./given-up");
const { lose } = await import("./lost.fixture");
const { countedSince, sentSince } = await import("./quota");
const { beginRestored } = await import("./restored");

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A comp that was sent and left no trace. */
async function giveUp() {
  const lost = await lose("reset");
  passTime(QUIET_MS + 1_000);
  expect(await recheckOperation(lost.id)).toMatchObject({ error: { code: "did_not_arrive" } });
  return lost;
}

const read = async (id: string) => {
  const row = await findOperation(id);
  if (!row) throw new Error("It is not in the journal.");
  return row;
};

/** A day after it was sent. */
const dayAfter = ({ sentAt }: { sentAt: string | null }) => new Date(Date.parse(sentAt ?? "") + DAY).toISOString();
const later = (at: string) => new Date(Date.parse(at) + 1).toISOString();

test("what left no trace may land until a day after it was sent, and counts for so long", async () => {
  const { db, id } = await giveUp();
  const row = await read(id);
  const end = dayAfter(row);
  expect(row).toMatchObject({ state: "not_applied", mayLandUntil: end });
  expect([mayLand(row, end), mayLand(row, later(end))]).toEqual([true, false]);
  const counted = async (now: string) => {
    const since = dayStart(Date.parse(now), env.timeZone) - 2 * DAY;
    const rows = sentSince(db, countedSince({ id: "another" }, since, new Date(now))).select("id");
    return (await rows.execute()).length;
  };
  expect([await counted(end), await counted(later(end))]).toEqual([1, 0]);
});

test("what was not taken may land at no time", async () => {
  const lost = await lose("reset");
  const row = await read(lost.id);
  await journal.settleOperation(
    row,
    { state: "not_applied", outcome: { code: "rate_limited", message: "" } },
    new Date(),
  );
  expect(await read(lost.id)).toMatchObject({ state: "not_applied", mayLandUntil: null });
});

test("what is sent once more is not given up any more", async () => {
  const { id, customer } = await giveUp();
  const held = { ...lead, limits: noLimits };
  const sendings = await countSendings(customer.app, customer.profileId);
  const claimed = await claimForSending(await read(id), { sendings, held, now: new Date() });
  expect(claimed).toMatchObject({ state: "sent", mayLandUntil: null });
  expect(await read(id)).toMatchObject({ state: "sent", mayLandUntil: null });
});

test.each([400, 429])(
  "a no (%i) to the second sending is kept as it was said, and ends no wait for the first",
  async (status) => {
    const { id, sendAgain } = await giveUp();
    const end = dayAfter(await read(id));
    passTime(MINUTE);
    const no = { errors: [{ source: null, errors: ["No."] }], error_code: "not_now", status_code: status };
    await plan({ mode: "status", status, body: no, match: { method: "POST" } });
    await sendAgain();
    const code = status === 429 ? "rate_limited" : "not_now";
    expect(await read(id)).toMatchObject({
      state: "not_applied",
      attempts: 2,
      outcome: { code, status },
      mayLandUntil: end,
    });
  },
);

test("what a backup has as not done may have been sent again since, and so may land for a day", async () => {
  const { db, id } = await giveUp();
  const at = new Date();
  await db.updateTable("operation").set({ may_land_until: null }).execute();
  const restored = { of: at.toISOString(), at: at.toISOString() };
  await db.transaction().execute((trx) => beginRestored(trx, restored));
  const end = new Date(at.getTime() + DAY).toISOString();
  expect(await read(id)).toMatchObject({ state: "not_applied", mayLandUntil: end });
});

test("what an earlier console gave up may land as long as it would have", async () => {
  const { db } = await openWorld();
  const now = new Date();
  const outcomeOf = (code: string) => JSON.stringify({ code, message: "It." });
  const insert = (state: "not_applied" | "applied", code: string) =>
    insertSent(db, { minutes: 90, now, state, outcome: outcomeOf(code) });
  const [lost, refused, done] = [
    await insert("not_applied", "did_not_arrive"),
    await insert("not_applied", "rate_limited"),
    await insert("applied", "did_not_arrive"),
  ];
  await db.schema.alterTable("operation").dropColumn("may_land_until").execute();
  await up(db as unknown as Kysely<never>);
  expect((await read(lost)).mayLandUntil).toBe(dayAfter(await read(lost)));
  expect([(await read(refused)).mayLandUntil, (await read(done)).mayLandUntil]).toEqual([null, null]);
});
