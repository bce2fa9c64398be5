import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { compileOnce } from "./compile-once";
import { openTestDatabase } from "./database.fixture";

const row = (key: string, value: string) => ({ key, value, updated_at: "2026-03-14T09:30:00.000Z", updated_by: "ada" });

describe("a statement compiled once", () => {
  test("is built once and answers by the values of each time", async () => {
    const db = await openTestDatabase();
    await db
      .insertInto("setting")
      .values([row("a", "1"), row("b", "2")])
      .execute();
    let built = 0;
    const select = compileOnce((db, { key, values }: { key: string; values: string[] }) => {
      built += 1;
      return db.selectFrom("setting").select("value").where("key", "=", key).where("value", "in", values);
    });
    expect((await select(db, { key: "a", values: ["1", "2"] })).rows).toEqual([{ value: "1" }]);
    expect((await select(db, { key: "b", values: ["1", "2"] })).rows).toEqual([{ value: "2" }]);
    expect((await select(db, { key: "b", values: ["1", "3"] })).rows).toEqual([]);
    expect(built).toBe(1);
    expect((await select(db, { key: "b", values: ["2"] })).rows).toEqual([{ value: "2" }]);
    expect(built).toBe(2);
  });

  test("takes rows, whose values may be null, and tells how many it wrote", async () => {
    const db = await openTestDatabase();
    const insert = compileOnce((db, rows: ReturnType<typeof row>[]) =>
      db
        .insertInto("setting")
        .values(rows)
        .onConflict((conflict) => conflict.column("key").doNothing()),
    );
    expect((await insert(db, [row("a", "1"), row("b", "2")])).numAffectedRows).toBe(2n);
    expect((await insert(db, [row("b", "3"), row("c", "4")])).numAffectedRows).toBe(1n);
    const same = compileOnce((db, { value }: { value: string | null }) =>
      db.selectFrom("setting").select("key").where("value", "is not distinct from", value).orderBy("key"),
    );
    expect((await same(db, { value: "2" })).rows).toEqual([{ key: "b" }]);
    expect((await same(db, { value: null })).rows).toEqual([]);
  });

  test("stands in a transaction like any other", async () => {
    const db = await openTestDatabase();
    const rename = compileOnce((db, { to }: { to: string }) => db.updateTable("setting").set({ value: to }));
    await db.insertInto("setting").values(row("a", "1")).execute();
    const undone = db.transaction().execute(async (trx) => {
      expect((await rename(trx, { to: "2" })).numAffectedRows).toBe(1n);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await db.selectFrom("setting").select("value").execute()).toEqual([{ value: "1" }]);
  });
});

test("one that looks at what it is given is refused, and not compiled for one value alone", async () => {
  const db = await openTestDatabase();
  const looking = compileOnce((db, { text }: { text: string }) =>
    db.selectFrom("setting").select("key").where("value", "like", `%${text}%`),
  );
  expect(() => looking(db, { text: "a" })).toThrow("A statement that is compiled once looks at text");
  const given = compileOnce((db, { key }: { key?: string | undefined }) =>
    db.insertInto("setting").values({ ...row("a", "1"), key: key as string }),
  );
  expect(() => given(db, { key: undefined })).toThrow("A statement that is compiled once was not given key");
  const inSql = compileOnce((_, { text }: { text: string }) => {
    const query = sql<{ key: string }>`select key from setting where value = ${text}`;
    return { compile: () => query.compile(db) };
  });
  await db.insertInto("setting").values(row("a", "1")).execute();
  expect((await inSql(db, { text: "1" })).rows).toEqual([{ key: "a" }]);
});
