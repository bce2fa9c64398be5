import { type Kysely, type KyselyPlugin, type RawNode, sql } from "kysely";
import { expect, test } from "vitest";
import { sqlite } from "@/lib/db/database.fixture";
import type { Schema } from "@/lib/db/schema";
import { watchLog } from "@/lib/log/log.fixture";
import { openWorld } from "@/lib/operations/world.fixture";
import { erase, leaveTraces, newFolder } from "./erase.fixture";

const { clearOut } = await import("./clear-out");
const { eraseAgain } = await import("./erase-again");

/** Ends what runs after the commit, as whoever kills the process does. */
const killed: KyselyPlugin = {
  transformQuery({ node }) {
    if ((node as RawNode).sqlFragments?.[0] === "vacuum") throw new Error("killed");
    return node;
  },
  transformResult: async ({ result }) => result,
};

/** Pages of the file that hold nothing any more: none after it was written anew. */
async function countFree(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ freelist_count: number }>`pragma freelist_count`.execute(db);
  return rows[0]?.freelist_count ?? 0;
}

async function leavePages(db: Kysely<Schema>): Promise<void> {
  await sql`create table moved (held blob)`.execute(db);
  await sql`insert into moved values (zeroblob(100000))`.execute(db);
  await sql`drop table moved`.execute(db);
}

test.each([
  ["at the next start", (db: Kysely<Schema>) => clearOut(db)],
  ["at the next look at the list", (db: Kysely<Schema>, list: string) => eraseAgain(db, list)],
])("a file that was not written anew after an erasure is, %s, once", async (_, next) => {
  const [{ db }, { list }] = [await openWorld(sqlite.newUrl), newFolder()];
  const lines = watchLog("warn");
  const customer = await leaveTraces(`cut.${crypto.randomUUID()}@example.com`);
  await leavePages(db);
  await erase(db.withPlugin(killed), customer, list);
  expect(lines).toMatchObject([
    { msg: expect.stringContaining("until the next start or erasure"), fault: { says: "killed" } },
  ]);
  expect(await countFree(db)).toBeGreaterThan(0);
  await next(db, list);
  expect(await countFree(db)).toBe(0);

  await leavePages(db);
  await next(db, list);
  expect(await countFree(db)).toBeGreaterThan(0);
});

test("an erasure that is taken back owes nothing", async () => {
  const [{ db }, { folder }] = [await openWorld(sqlite.newUrl), newFolder()];
  const customer = await leaveTraces(`kept.${crypto.randomUUID()}@example.com`);
  await leavePages(db);
  // A folder is no file to append to.
  await erase(db, customer, folder).catch(() => {});
  await clearOut(db);
  expect(await countFree(db)).toBeGreaterThan(0);
});
