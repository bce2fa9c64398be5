import { createServer, type IncomingMessage } from "node:http";
import Database from "libsql";

// The floor for the emulator: node:http, the same tables, statements and kind of transaction, and nothing else: no check of the
// key or the body, no rules, no reports. PUT takes a profile as the emulator answers it; GET and POST are then Adapty's.

type Entry = Record<string, unknown> & { store: string; store_transaction_id: string };
type Held = { row: number; head: string; entries: Map<string, string> };

const db = new Database(process.env.FILE ?? "");
db.exec(`
  PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
  CREATE TABLE profiles (row INTEGER PRIMARY KEY, app TEXT NOT NULL, profile_id TEXT NOT NULL, customer_user_id TEXT,
    fields TEXT NOT NULL, attributes TEXT NOT NULL, timestamp INTEGER NOT NULL,
    UNIQUE (app, profile_id), UNIQUE (app, customer_user_id));
  CREATE TABLE purchases (row INTEGER PRIMARY KEY, profile INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
    key TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (profile, key));`);
const addProfile = db.prepare(
  "INSERT INTO profiles (app, profile_id, customer_user_id, fields, attributes, timestamp) VALUES (?,?,?,'{}','{}',0) RETURNING row",
);
const findProfile = db.prepare("SELECT row FROM profiles WHERE app = ? AND profile_id = ?");
const savePurchase = db.prepare(
  "INSERT INTO purchases (profile, key, body) VALUES (?,?,?) ON CONFLICT (profile, key) DO UPDATE SET body = excluded.body",
);
const saveTimestamp = db.prepare("UPDATE profiles SET timestamp = ? WHERE row = ?");
const held = new Map<number, Held>();
const answers = new Map<number, string>();

const seed = db.transaction(({ subscriptions, non_subscriptions, ...head }: Record<string, unknown>) => {
  const { row } = addProfile.get(["acme-ios", head.profile_id, head.customer_user_id]) as { row: number };
  const entries = [...(subscriptions as Entry[]), ...(non_subscriptions as Entry[])];
  const written = entries.map(
    (entry) => [`${entry.store}\n${entry.store_transaction_id}`, JSON.stringify(entry)] as const,
  );
  for (const [key, body] of written) savePurchase.run([row, key, body]);
  held.set(row, { row, head: JSON.stringify(head).slice(0, -1), entries: new Map(written) });
}).immediate;

const find = (profileId: unknown) => held.get((findProfile.get("acme-ios", profileId) as { row: number }).row) as Held;

function answer({ row, head, entries }: Held): string {
  const ready = answers.get(row) ?? `{"data":${head},"subscriptions":[${[...entries.values()].join(",")}]}}`;
  answers.set(row, ready);
  return ready;
}

const write = db.transaction((profileId: unknown, body: string) => {
  const record = find(profileId);
  const entry = JSON.parse(body) as Entry;
  const key = `${entry.store}\n${entry.store_transaction_id}`;
  savePurchase.run([record.row, key, body]);
  saveTimestamp.run([Date.now(), record.row]);
  record.entries.set(key, body);
  answers.delete(record.row);
  return record;
}).immediate;

const readText = (request: IncomingMessage) =>
  new Promise<string>((resolve) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => resolve(Buffer.concat(chunks).toString()));
  });

createServer(async (request, response) => {
  const profileId = request.headers["adapty-profile-id"];
  response.setHeader("content-type", "application/json");
  if (request.method === "PUT") seed(JSON.parse(await readText(request)) as Record<string, unknown>);
  if (request.method === "GET" && profileId) return response.end(answer(find(profileId)));
  if (request.method === "POST") return response.end(answer(write(profileId, await readText(request)) as Held));
  response.end("{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
