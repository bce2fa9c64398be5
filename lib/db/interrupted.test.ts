import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { countMigrations, database } from "./database.fixture";
import { openDatabase } from "./open";

const [migrations, openOnce, killSwitch] = [
  "migrations",
  "open-once.fixture.ts",
  "../../e2e/faults/kill-switch.mjs",
].map((path) => fileURLToPath(new URL(path, import.meta.url))) as [string, string, string];

/** Processes that all begin to open `url` at the same word; the first is killed before its statement of that number. How each ended. */
async function openAtOnce(url: string, count: number, statement: number) {
  const start = (kill: string) =>
    spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "--import", killSwitch, openOnce, url], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, KILL_AT: kill },
    });
  const processes = Array.from({ length: count }, (_, at) => start(at === 0 ? String(statement) : ""));
  await Promise.all(processes.map(({ stdout }) => once(stdout, "data")));
  const ends = processes.map(async (child) => {
    const [code, signal] = await once(child, "exit");
    return signal ?? code;
  });
  for (const { stdin } of processes) stdin.write("go");
  return Promise.all(ends);
}

describe("a migration that is killed", () => {
  async function expectWhole(url: string) {
    const db = await openDatabase(url);
    onTestFinished(() => db.destroy());
    expect(await countMigrations(db)).toBe(readdirSync(migrations).length);
  }

  test("halfway is done whole by the next start", async () => {
    const url = await database.newBareUrl();
    expect(await openAtOnce(url, 1, 30)).toEqual(["SIGKILL"]);
    await expectWhole(url);
  });

  test("beside two that start at the same time is done whole by one of them", async () => {
    const url = await database.newBareUrl();
    const [first, ...others] = await openAtOnce(url, 3, 30);
    // Where another was faster the first had nothing to do, and lived.
    expect(["SIGKILL", 0]).toContain(first);
    expect(others).toEqual([0, 0]);
    await expectWhole(url);
  });
});
