import { describe, expect, onTestFinished, test } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";
import { MOST_LOOKED } from "./find-numbers";
import { listEvents, PAGE } from "./list-events";
import { append, at, grant, view } from "./record.fixture";

const shared = globalThis as typeof globalThis & { consoleDatabase?: unknown };
const noted = (note: string) => ({ ...grant, personal: { note } });
const other = { id: "practice-lena", role: "lead" };

describe("where much is true of events and little of it together,", () => {
  /** Event 1 has both words, each later one has one of them, by turns; lena did event 2 alone. */
  async function fill() {
    const db = await openTestDatabase();
    shared.consoleDatabase = Promise.resolve(db);
    onTestFinished(() => {
      shared.consoleDatabase = undefined;
    });
    await append(db, noted("billing refund"), { ...noted("refund"), actor: other });
    const turns = Array.from({ length: 2 * MOST_LOOKED }, (_, turn) => noted(turn % 2 ? "refund" : "billing"));
    for (let from = 0; from < turns.length; from += 500) await append(db, ...turns.slice(from, from + 500));
    return db;
  }

  test("a page looks through so many events and no more, says how far, and the next one goes on", async () => {
    await fill();
    const first = await listEvents({ text: "billing refund" });
    expect(first).toEqual({ events: [], older: 3, lookedTo: at.toISOString() });
    const second = await listEvents({ text: "billing refund", before: 3 });
    expect(second.events.map(({ seq }) => seq)).toEqual([1]);
    expect(second).toMatchObject({ older: null, lookedTo: null });
  });

  test("what is rare leads, wherever it is, and what is asked for alone fills a page", async () => {
    const db = await fill();
    const found = async (filter: Parameters<typeof listEvents>[0]) => {
      const { events, older } = await listEvents(filter);
      return { numbers: events.map(({ seq }) => seq), older };
    };
    expect(await found({ text: "refund", actorId: other.id })).toEqual({ numbers: [2], older: null });
    expect(await found({ text: "refund", outcome: "allowed" })).toEqual({ numbers: [], older: null });
    expect(await found({ text: "refund", before: 2 })).toEqual({ numbers: [1], older: null });
    const filled = await listEvents({ text: "billing", before: 2 * PAGE + 4 });
    expect(filled.events.map(({ seq }) => seq)).toEqual(Array.from({ length: PAGE }, (_, at) => 2 * PAGE + 3 - 2 * at));
    expect([filled.older, filled.lookedTo]).toEqual([5, null]);
    await append(db, view, noted("refund billing"));
    const newest = await found({ text: "billing refund" });
    expect(newest.numbers).toEqual([2 * MOST_LOOKED + 4]);
    expect((await found({ text: "billing refund", before: newest.older ?? 0 })).numbers).toEqual([1]);
  });
});
