import { createHmac } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Kysely } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "@/lib/adapty/server.fixture";
import { database, openTestDatabase } from "@/lib/db/database.fixture";
import { openDatabase } from "@/lib/db/open";
import type { Schema } from "@/lib/db/schema";
import { watchLog } from "@/lib/log/log.fixture";
import { insertSent, personal } from "@/lib/operations/overdue.fixture";
import { lastPost } from "./last-post";
import { openReceiver } from "./receiver.fixture";
import { tellOverdue } from "./tell-overdue";

const now = new Date("2026-03-14T12:00:00Z");
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const queue = "https://support.acme.test/queue";
const later = (ms: number) => new Date(now.getTime() + ms);
const settle = (db: Kysely<Schema>, id: string) =>
  db.updateTable("operation").set({ state: "applied" }).where("id", "=", id).execute();

async function open(answer?: (response: ServerResponse) => void) {
  const url = await database.newUrl();
  const db = await openTestDatabase(async () => url);
  const receiver = await openReceiver(answer);
  const tell = (at = now, by = db) =>
    tellOverdue({ db: by, webhook: { url: receiver.url, secret: undefined }, queue }, at);
  const { told, posts } = receiver;
  return { db, url, tell, told, posts };
}

test("what is overdue is told once, then daily until it is settled, and anew when it is overdue once more", async () => {
  const { db, tell, told, posts } = await open();
  const id = await insertSent(db, { now, minutes: 59 });
  expect(await tell()).toBe(0);
  expect(await tell(later(MINUTE))).toBe(1);
  for (const ms of [2 * MINUTE, DAY]) expect(await tell(later(ms))).toBe(0);
  expect(await tell(later(DAY + MINUTE))).toBe(1);
  expect(posts.map(({ body }) => body.data.operations)).toMatchObject([[{ told_before: 0 }], [{ told_before: 1 }]]);
  await settle(db, id);
  expect(await tell(later(3 * DAY))).toBe(0);
  expect(told()).toEqual([id, id]);
  await db.updateTable("operation").set({ state: "unknown" }).where("id", "=", id).execute();
  expect(await tell(later(3 * DAY + MINUTE))).toBe(1);
});

test("of several consoles on one database one tells each, however they race", async () => {
  const { db, url, tell, told } = await open();
  const others = [await openDatabase(url), await openDatabase(url)];
  onTestFinished(async () => void (await Promise.all(others.map((one) => one.destroy()))));
  const ids: string[] = [];
  for (let at = 0; at < 40; at += 1) ids.push(await insertSent(db, { now, minutes: 61 + at }));
  const rounds = await Promise.all([db, ...others, db].map((by) => tell(now, by)));
  expect(rounds.reduce((sum, count) => sum + count, 0)).toBe(40);
  expect(told().sort()).toEqual(ids.sort());
  await Promise.all([db, ...others].map((by) => tell(later(DAY), by)));
  expect(told().sort()).toEqual([...ids, ...ids].sort());
});

test("what nobody took is told again, later each time, and once it was taken not before a day is over", async () => {
  let status = 500;
  const { db, tell, told } = await open((response) => response.writeHead(status, { location: "/elsewhere" }).end());
  const id = await insertSent(db, { now, minutes: 60 });
  expect(await tell()).toBe(0);
  expect(lastPost()).toEqual({ outcome: "refused", at: now.getTime() });
  expect(await tell(later(MINUTE - 1))).toBe(0);
  expect(told()).toEqual([id]);
  status = 302;
  expect(await tell(later(MINUTE))).toBe(0);
  expect(await tell(later(3 * MINUTE - 1))).toBe(0);
  expect(told()).toEqual([id, id]);
  status = 204;
  expect(await tell(later(3 * MINUTE))).toBe(1);
  expect(lastPost().outcome).toBe("taken");
  expect(await tell(later(DAY))).toBe(0);
  expect(told()).toEqual([id, id, id]);
});

test("what one console took up and did not live to tell another tells after a minute", async () => {
  const { db, tell, told } = await open();
  const id = await insertSent(db, { now, minutes: 60 });
  const row = { operation_id: id, due_at: later(MINUTE).toISOString(), lease: 1, tries: 0, told: 0 };
  await db.insertInto("alert").values(row).execute();
  expect(await tell(later(MINUTE - 1))).toBe(0);
  expect(await tell(later(MINUTE))).toBe(1);
  expect(told()).toEqual([id]);
});

test("a message says which writes, since when and where to look, is signed, and holds nothing of anybody", async () => {
  const lines = watchLog();
  const db = await openTestDatabase();
  const { url, posts } = await openReceiver();
  const id = await insertSent(db, { now, minutes: 90, state: "needs_human" });
  const bytes = Buffer.from("24 bytes that are secret");
  const secret = `whsec_${bytes.toString("base64")}`;
  await tellOverdue({ db, webhook: { url, secret }, queue }, now);
  const [post] = posts;
  expect(post?.body).toEqual({
    type: "operations.overdue",
    timestamp: now.toISOString(),
    text: `One change was sent to Adapty over an hour ago and nobody knows yet whether it was done. Look at ${queue}`,
    data: {
      overdue: 1,
      queue,
      operations: [
        {
          id,
          app: "acme-ios",
          name: "profile.update",
          state: "needs_human",
          sent_at: later(-90 * MINUTE).toISOString(),
          age_seconds: 5_400,
          told_before: 0,
        },
      ],
    },
  });
  const { headers, text = "" } = post ?? {};
  expect(headers?.["content-type"]).toBe("application/json");
  const signed = `${headers?.["webhook-id"]}.${now.getTime() / 1_000}.${text}`;
  expect(headers?.["webhook-timestamp"]).toBe(String(now.getTime() / 1_000));
  expect(headers?.["webhook-signature"]).toBe(`v1,${createHmac("sha256", bytes).update(signed).digest("base64")}`);
  for (const hidden of personal) expect(text).not.toContain(hidden);
  for (const hidden of [...personal, "CANARY", secret]) expect(JSON.stringify(lines)).not.toContain(hidden);
  expect(lines).toMatchObject([{ level: "info", msg: "The webhook took an alert.", status: 200 }]);
});

test("several changes are told as several", async () => {
  const db = await openTestDatabase();
  const { url, posts } = await openReceiver();
  for (const minutes of [61, 62]) await insertSent(db, { now, minutes });
  await tellOverdue({ db, webhook: { url, secret: undefined }, queue }, now);
  expect(JSON.parse(posts[0]?.text ?? "{}").text).toBe(
    `2 changes were sent to Adapty over an hour ago and nobody knows yet whether they were done. Look at ${queue}`,
  );
});

test("an answer that leads elsewhere is followed nowhere, and a receiver that is away is told of in the log", async () => {
  const lines = watchLog();
  const db = await openTestDatabase();
  const elsewhere = await openReceiver();
  const { url } = await openReceiver((response) => response.writeHead(307, { location: elsewhere.url }).end());
  await insertSent(db, { now, minutes: 60 });
  await tellOverdue({ db, webhook: { url, secret: undefined }, queue }, now);
  const away = `http://127.0.0.1:${await freePort()}/?key=CANARY`;
  await tellOverdue({ db, webhook: { url: away, secret: undefined }, queue }, later(MINUTE));
  const nowhere = "https://hooks-canary.invalid/";
  await tellOverdue({ db, webhook: { url: nowhere, secret: undefined }, queue }, later(5 * MINUTE));
  expect(elsewhere.posts).toEqual([]);
  expect(lines).toMatchObject([
    { level: "warn", status: 307 },
    { level: "warn", code: "ECONNREFUSED" },
    { level: "warn", code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/canary|127\.0\.0\.1/i);
});
