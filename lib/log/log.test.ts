import { expect, test } from "vitest";
import type { Facts } from "./facts";
import { log } from "./log";
import { watchLog } from "./log.fixture";
import { withRequestId } from "./request-id";
import { takeOverConsole } from "./take-over";

const canaries = {
  email: "jane.canary@customer.example",
  customer: "canary customer 7",
  key: "secret_live_CANARY.w7Rq/Zk3+Vb9Xn2=Tj5Hd8",
  phone: "+49 151 23456789",
  note: "the canary is called\nLouise",
};
const all = Object.values(canaries);
const holdsNone = (text: string) => all.filter((canary) => text.includes(JSON.stringify(canary).slice(1, -1)));

test("a line is one line of JSON: when, how bad, the sentence and the facts", () => {
  const lines = watchLog();
  log.warn("The outcome of a write could not be recorded.", { operation: "a-1", ms: 12.6, code: undefined });
  expect(lines).toEqual([
    {
      level: "warn",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      pid: process.pid,
      operation: "a-1",
      ms: 13,
      msg: "The outcome of a write could not be recorded.",
    },
  ]);
});

test("a sentence that is put together at run time is no sentence of the log", () => {
  watchLog();
  // @ts-expect-error: nobody knows what it holds
  log.error(`The write of ${canaries.email as string} failed.`);
  // @ts-expect-error: nobody knows what it holds
  log.error(canaries.note as string);
});

test("what is no plain fact, or none that is named, never gets into a line", () => {
  const lines = watchLog();
  for (const value of all) {
    const fact = { operation: value, code: value, path: value, email: value, body: { email: value } } as Facts;
    log.info("Something happened.", fact);
  }
  expect(lines.map(({ operation, code, path, msg }) => [operation, code, path, msg])).toEqual(
    all.map(() => ["[left out]", "[left out]", "[left out]", "Something happened."]),
  );
  expect(lines.flatMap((line) => [...holdsNone(JSON.stringify(line)), ...("email" in line ? ["email"] : [])])).toEqual(
    [],
  );
});

test("of what was thrown it tells what kind it was, and what it says without values", () => {
  const lines = watchLog();
  const full = Object.assign(new Error("database or disk is full"), { name: "SqliteError", code: "SQLITE_FULL" });
  log.error("It could not be recorded.", { fault: full });
  for (const value of all) {
    const said = [`duplicate key (email)=("${value}")`, `invalid input '${value}' for "user"`, `no route "${value}`];
    for (const message of said) log.error("It broke.", { fault: new Error("outer", { cause: new Error(message) }) });
    log.error("It broke.", { fault: JSON.stringify({ email: value }) });
  }
  for (const value of [canaries.email, canaries.key, canaries.phone])
    log.error("It broke.", { fault: new Error(`cannot use ${value} there`) });
  expect(lines[0]?.fault).toEqual({ name: "SqliteError", code: "SQLITE_FULL", says: "database or disk is full" });
  expect(lines[1]?.fault).toEqual({
    name: "Error",
    says: "outer",
    cause: { name: "Error", says: "duplicate key (email)=(…)" },
  });
  expect(lines.at(-1)?.fault).toEqual({ name: "Error", says: expect.stringMatching(/^cannot use … ?there$/) });
  expect(lines.flatMap((line) => holdsNone(JSON.stringify(line)))).toEqual([]);
});

test("each line names the request that it belongs to, also after a pause", async () => {
  const lines = watchLog();
  const run = (id: string) =>
    withRequestId(id, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      log.info("Something happened.");
    });
  await Promise.all([run("request-1"), run("request-2")]);
  log.info("Something happened.");
  expect(lines.map(({ request }) => request)).toEqual(["request-1", "request-2", undefined]);
});

test("what a library prints by itself becomes a line, without values", () => {
  const { error, warn } = console;
  const lines = watchLog();
  try {
    takeOverConsole();
    console.error(" \u001b[31m⨯\u001b[39m", Object.assign(new Error(`no user "${canaries.email}"`), { digest: "1" }));
    console.warn(`Slow: "${canaries.note}"`);
  } finally {
    Object.assign(console, { error, warn });
  }
  expect(lines).toMatchObject([
    { level: "error", msg: "A library reports a fault.", fault: { name: "Error", digest: "1", says: "no user …" } },
    { level: "warn", msg: "A library warns.", fault: { says: "Slow: …" } },
  ]);
});
