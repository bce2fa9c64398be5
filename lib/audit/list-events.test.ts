import { type Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { database } from "@/lib/db/database.fixture";
import type { Schema } from "@/lib/db/schema";
import { fillForm, lead, newCustomer, openWorld, writeOperation } from "@/lib/operations/world.fixture";
import { erasePersonal } from "./erase";
import type { AuditEvent } from "./event";
import { record } from "./record";
import { append, at, grant, view } from "./record.fixture";

const { listEvents, PAGE } = await import("./list-events");
const { findTargets, resolveAbout } = await import("./find-targets");
const { prepareSearch, selectFitting } = await import("./search");

const later = (ms: number) => new Date(at.getTime() + ms);
const DAY = 86_400_000;

const appendAt = (db: Kysely<Schema>, now: Date, ...events: AuditEvent[]) =>
  db.transaction().execute((trx) => record(trx, events, now));

const refused: AuditEvent = { ...view, actor: { id: "practice-lena", role: "lead" }, outcome: "denied" };

async function fill() {
  const { db } = await openWorld();
  await append(db, grant, view);
  await appendAt(db, later(DAY), refused, { ...view, target: { type: "account", id: "practice-lena" } });
  await appendAt(db, later(3 * DAY), view);
  return db;
}

const told = async (filter: Parameters<typeof listEvents>[0]) =>
  (await listEvents(filter)).events.map(({ seq }) => seq);

describe("the record is listed", () => {
  test("newest first, by who, whom, what, outcome and operation", async () => {
    await fill();
    expect(await told({})).toEqual([5, 4, 3, 2, 1]);
    expect(await told({ actorId: "practice-lena" })).toEqual([3]);
    expect(await told({ targets: [grant.target.id] })).toEqual([5, 3, 2, 1]);
    expect(await told({ targets: ["practice-lena", grant.target.id], outcome: "allowed" })).toEqual([5, 4, 2]);
    expect(await told({ targets: [] })).toEqual([]);
    expect(await told({ action: "access.grant" })).toEqual([1]);
    expect(await told({ operationId: grant.operationId })).toEqual([1]);
  });

  test("by the reason, all of it and no other, together with all else and page by page", async () => {
    const db = await fill();
    await append(db, ...Array.from({ length: PAGE }, () => grant), { ...grant, reason: "COURTESY_TWICE" });
    const first = await listEvents({ reason: "COURTESY" });
    expect(first.events).toHaveLength(PAGE);
    expect(await told({ reason: "COURTESY", before: first.older ?? 0 })).toEqual([1]);
    expect(await told({ reason: "COURTESY_TWICE" })).toEqual([PAGE + 6]);
    expect(await told({ reason: "courtesy" })).toEqual([]);
    expect(await told({ reason: "COURTESY", actorId: "practice-lena" })).toEqual([]);
    expect(await told({ reason: "COURTESY", until: later(DAY).toISOString() })).toHaveLength(PAGE);
  });

  test("by words of the note, the reason, the ticket and the customer's id, together with all else", async () => {
    const db = await fill();
    const note = { ...grant, personal: { ...grant.personal, ticket: "ZD-77", customer_user_id: "zoe@example.com" } };
    await append(db, note, ...Array.from({ length: PAGE }, () => view), { ...view, reason: "SERVICE_OUTAGE" });
    expect(await told({ text: "ZOË THANKS" })).toEqual([6, 1]);
    expect(await told({ text: "than", until: later(DAY).toISOString() })).toEqual([6, 1]);
    expect(await told({ text: "courtesy zd-77" })).toEqual([6]);
    expect(await told({ text: "zoe@EXAMPLE", targets: [grant.target.id] })).toEqual([6]);
    expect(await told({ text: "zoë", targets: ["practice-lena"] })).toEqual([]);
    expect(await told({ text: "outage", actorId: grant.actor.id })).toEqual([PAGE + 7]);
    expect(await told({ text: "zoë", before: 6 })).toEqual([1]);
    expect(await told({ text: "zo" })).toEqual([]);
    expect(await told({ text: "%%% ___ thanks" })).toEqual([6, 1]);
  });

  test("by a customer's e-mail when all of it is given and may be seen, and by nothing of it otherwise", async () => {
    const db = await fill();
    const personal = { request: { email: "Zoe.Private@example.com" }, note: "changed it" };
    await append(db, { ...grant, action: "profile.update", personal });
    expect(await told({ text: "zoe.private@example.com", seesPersonal: true })).toEqual([6]);
    expect(await told({ text: "zoe.private@example.co", seesPersonal: true })).toEqual([]);
    expect(await told({ text: "zoe.private@example.com" })).toEqual([]);
    expect(await told({ text: "=zoe.private@example.com" })).toEqual([]);
  });

  test("an erasure by the reference that it was asked under, also after the next one", async () => {
    const db = await fill();
    const erase = (reference?: string) =>
      db.transaction().execute((trx) => {
        const detail = { operations: 0, reference };
        return erasePersonal(trx, { actor: lead, target: grant.target, reason: "REQUEST", detail, now: at });
      });
    await erase("DSR-2026/0117");
    expect(await told({ text: "dsr-2026" })).toEqual([6]);
    await erase();
    expect(await told({ text: "dsr-2026/0117" })).toEqual([6]);
    expect(await told({ reason: "REQUEST" })).toEqual([7, 6]);
  });

  test("what was erased is not found by its words any more, the reason is", async () => {
    const db = await fill();
    await append(db, { ...grant, action: "profile.update", personal: { request: { email: "zoe@example.com" } } });
    await db.transaction().execute((trx) => erasePersonal(trx, { actor: lead, target: grant.target, now: at }));
    expect(await told({ text: "thanks" })).toEqual([]);
    expect(await told({ text: "zoe@example.com", seesPersonal: true })).toEqual([]);
    expect(await told({ text: "courtesy" })).toEqual([6, 1]);
    const words = await db.selectFrom("audit_word").select("words").execute();
    expect(words.filter((row) => !row.words.includes("courtesy"))).toEqual([]);
  });

  test("by dates, from the first instant and up to the last, also where two processes recorded in disorder", async () => {
    const db = await fill();
    await appendAt(db, later(3 * DAY - 5_000), view);
    expect(await told({ from: later(DAY).toISOString() })).toEqual([6, 5, 4, 3]);
    expect(await told({ until: later(DAY).toISOString() })).toEqual([2, 1]);
    expect(await told({ from: later(DAY).toISOString(), until: later(3 * DAY).toISOString() })).toEqual([6, 4, 3]);
    expect(await told({ from: later(9 * DAY).toISOString() })).toEqual([]);
  });

  test("page by page, each event once, while others are recorded", async () => {
    const db = await fill();
    await append(db, ...Array.from({ length: 2 * PAGE }, () => view));
    const first = await listEvents({});
    await append(db, view);
    const second = await listEvents({ before: first.older ?? 0 });
    const third = await listEvents({ before: second.older ?? 0 });
    const seen = [first, second, third].flatMap(({ events }) => events.map(({ seq }) => seq));
    expect(seen).toEqual(Array.from({ length: 2 * PAGE + 5 }, (_, index) => 2 * PAGE + 5 - index));
    expect(third.older).toBeNull();
  });

  test("with what is kept apart, and by which event that was erased", async () => {
    const db = await fill();
    const [before] = (await listEvents({ action: "access.grant" })).events;
    expect(before).toMatchObject({
      actor: { email: "alex@practice.example" },
      personal: { note: expect.stringContaining("Zoë") },
      changes: { after: { "access_levels.premium.is_active": true } },
      erasedBy: { actor: null, subject: null },
    });
    await db.transaction().execute((trx) => erasePersonal(trx, { actor: lead, target: grant.target, now: at }));
    const [after] = (await listEvents({ action: "access.grant" })).events;
    expect(after).toMatchObject({
      seq: 1,
      personal: {},
      erasedBy: { actor: null, subject: { seq: 6, at: at.toISOString() } },
    });
    expect(after?.hash).toBe(before?.hash);
  });
});

test("a customer is found by either id, an account by its id, and what the record does not know is nobody", async () => {
  await openWorld();
  const customer = await newCustomer({ customer_user_id: "zoe" });
  await writeOperation("access.grant", lead, await fillForm("access.grant", customer));
  expect(await findTargets("zoe")).toEqual([customer.profileId]);
  expect(await findTargets(customer.profileId.toUpperCase())).toEqual([customer.profileId]);
  expect(await findTargets("max")).toEqual([]);
  expect(await resolveAbout({ about: "max", outcome: "done" })).toEqual({ targets: [], outcome: "done" });
  expect(await resolveAbout({ outcome: "done" })).toEqual({ outcome: "done" });
});

test.runIf(database.type === "sqlite")("no way of asking reads or sorts more than it shows", async () => {
  const db = await fill();
  const span = { from: at.toISOString(), until: later(DAY).toISOString() };
  const ways = [
    {},
    { actorId: "a" },
    { targets: ["a"] },
    { action: "a" },
    { outcome: "a" },
    { operationId: "a" },
    { reason: "a" },
  ];
  const texts = [{ text: "thanks" }, { text: "thanks nothing", actorId: "a" }, { text: "thanks", targets: ["a"] }];
  for (const filter of [...ways, ...texts].flatMap((way) => [way, { ...way, ...span }])) {
    const search = await prepareSearch(db, filter);
    if (!search) throw new Error("Nothing to look for.");
    for (const lead of search.clues) {
      const page = selectFitting(db, search, { lead, bounds: search.bounds })
        .select("lead.seq")
        .orderBy("lead.seq", "desc");
      const rows = await page.limit(51).explain<{ detail: string }>(undefined, sql`query plan`);
      const said = rows.map(({ detail }) => detail).join("; ");
      expect(said, JSON.stringify(filter)).toMatch(
        /^SEARCH lead USING (INTEGER PRIMARY KEY|PRIMARY KEY \(key=\? AND seq|(COVERING )?INDEX \w+ \(\w+=\? AND seq)/,
      );
      expect(said, JSON.stringify(filter)).not.toMatch(/TEMP B-TREE|by_time|SCAN \w/);
    }
  }
});
