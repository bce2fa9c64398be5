import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { copySqlite, replaceSqlite } from "./copy-sqlite";

const root = join(import.meta.dirname, "..", "..");
const marked = { key: "backup", value: "{}", updated_at: "2026-03-14T09:30:00.000Z" };

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "console-backup-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a process of its own says; the driver lets go of a file only when its process ends. */
function run(...args: string[]): string {
  const ran = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout;
}

/** A console's database that holds these settings; nobody has it open. */
const makeDatabase = (file: string, ...keys: string[]) =>
  run("--conditions=react-server", "--import", "tsx", "lib/db/make-database.fixture.ts", `file:${file}`, ...keys);

const change = (file: string, sql: string) =>
  run("-e", `new (require("libsql"))(${JSON.stringify(file)}).exec(${JSON.stringify(sql)})`);

function readKeys(file: string): string[] {
  const read = `new (require("libsql"))(${JSON.stringify(file)}).prepare("select key from setting order by key").all()`;
  return JSON.parse(run("-p", `JSON.stringify(${read}.map((row) => row.key))`)) as string[];
}

/** A process of its own that has the database open and holds a write that is not committed, until it is killed. */
async function holdOpen(file: string) {
  const hold = `const D = require("libsql"); const d = new D(${JSON.stringify(file)}); d.exec("pragma journal_mode = wal; begin immediate; update setting set value = 'not committed'"); console.log("open"); setInterval(() => d, 1000)`;
  const child = spawn(process.execPath, ["-e", hold], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const kill = async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  onTestFinished(() => void child.kill("SIGKILL"));
  return { kill };
}

/** A process of its own that does this as soon as a part file is in the folder, and then goes on; resolves once it waits for that. */
async function doMeanwhile(folder: string, act: string) {
  const waits = `while (!fs.readdirSync(${JSON.stringify(folder)}).some((name) => name.includes(".part")));`;
  const script = `const fs = require("fs"); const D = require("libsql"); let d; console.log("waits"); setTimeout(() => { ${waits} ${act}; console.log("done"); setInterval(() => d, 1000) }, 50)`;
  const child = spawn(process.execPath, ["-e", script], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = child.stdout.setEncoding("utf8");
  await once(lines, "data");
  return { done: once(lines, "data") };
}

/** So large that to copy it takes far longer than to open it. */
const GROW = `insert into setting select 'large-' || value, hex(randomblob(20000)), '', '' from generate_series(1, 1500)`;

describe("a backup", () => {
  test("goes over no file that came there while it was made", async () => {
    const folder = newFolder();
    const [file, copy] = [join(folder, "console.db"), join(folder, "copy.db")];
    makeDatabase(file, "a");
    change(file, GROW);
    const { done } = await doMeanwhile(folder, `fs.writeFileSync(${JSON.stringify(copy)}, "mine")`);
    await expect(copySqlite(file, copy, marked)).rejects.toThrow("already, which is not overwritten");
    await done;
    expect(readFileSync(copy, "utf8")).toBe("mine");
    expect(readdirSync(folder).filter((name) => name.startsWith("copy"))).toEqual(["copy.db"]);
  });

  test("of a database that somebody is writing to is whole, private, and holds what is committed", async () => {
    const folder = newFolder();
    const [file, copy] = [join(folder, "console.db"), join(folder, "copy.db")];
    makeDatabase(file, "a");
    const { kill } = await holdOpen(file);
    await copySqlite(file, copy, marked);
    expect(readKeys(copy)).toEqual(["a", "backup"]);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readFileSync(copy).includes("not committed")).toBe(false);
    await kill();
    expect(readKeys(file)).toEqual(["a"]);
    expect(readdirSync(folder).filter((name) => name.startsWith("copy"))).toEqual(["copy.db"]);
  });

  test("overwrites nothing, and leaves nothing behind where there is no database", async () => {
    const folder = newFolder();
    const [file, copy] = [join(folder, "console.db"), join(folder, "copy.db")];
    await expect(copySqlite(file, copy, marked)).rejects.toThrow("there is no database");
    makeDatabase(file, "a");
    writeFileSync(copy, "mine");
    await expect(copySqlite(file, copy, marked)).rejects.toThrow("already, which is not overwritten");
    expect(readFileSync(copy, "utf8")).toBe("mine");
  });

  test("of a file that is damaged is none", async () => {
    const folder = newFolder();
    const [file, copy] = [join(folder, "console.db"), join(folder, "copy.db")];
    writeFileSync(file, "no database at all, but as long as the head of one must be. ".repeat(20));
    await expect(copySqlite(file, copy, marked)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(["console.db"]);
  });
});

describe("restoring a backup", () => {
  function open() {
    const folder = newFolder();
    const [file, from, aside] = [join(folder, "console.db"), join(folder, "backup.db"), join(folder, "aside.db")];
    makeDatabase(file, "today");
    makeDatabase(from, "yesterday");
    return { folder, file, from, aside, restore: () => replaceSqlite(file, { from, aside, marked }) };
  }

  test("keeps what was there, and is open to the next start", async () => {
    const { file, from, aside, restore } = open();
    // As one that was carried from machine to machine often is.
    chmodSync(from, 0o644);
    await restore();
    expect([readKeys(file), readKeys(aside)]).toEqual([["backup", "yesterday"], ["today"]]);
    expect(readKeys(from)).toEqual(["yesterday"]);
    expect([file, aside].map((name) => statSync(name).mode & 0o777)).toEqual([0o600, 0o600]);
    makeDatabase(file, "later");
    expect(readKeys(file)).toEqual(["backup", "later", "yesterday"]);
  });

  test("is refused while a console has the database open, and changes nothing", async () => {
    const { file, aside, restore } = open();
    const { kill } = await holdOpen(file);
    await expect(restore()).rejects.toThrow("a console is running on this database");
    expect(existsSync(aside)).toBe(false);
    await kill();
    expect(readKeys(file)).toEqual(["today"]);
    await restore();
    expect(readKeys(file)).toEqual(["backup", "yesterday"]);
  });

  test("loses nothing of a console that starts meanwhile", async () => {
    const { folder, file, from, aside, restore } = open();
    change(from, GROW);
    const write = "insert into setting values ('meanwhile', '1', '', '')";
    const start = `d = new D(${JSON.stringify(file)}); d.exec("pragma busy_timeout = 10000; pragma journal_mode = wal; ${write}")`;
    const { done } = await doMeanwhile(folder, start);
    await expect(restore()).rejects.toThrow("a console is running on this database");
    await done;
    expect([readKeys(file), existsSync(aside)]).toEqual([["meanwhile", "today"], false]);
  });

  test("takes what lies in the log beside the backup", async () => {
    const { file, from, restore } = open();
    const commit = `const d = new (require("libsql"))(${JSON.stringify(from)}); d.exec("pragma journal_mode = wal; insert into setting values ('in-the-log', '1', '', '')"); process.kill(process.pid, "SIGKILL")`;
    spawnSync(process.execPath, ["-e", commit], { cwd: root });
    expect(statSync(`${from}-wal`).size).toBeGreaterThan(0);
    await restore();
    expect(readKeys(file)).toEqual(["backup", "in-the-log", "yesterday"]);
  });

  test.each([
    ["is of a newer version", "insert into kysely_migration values ('9999-later', '2030')", "of a newer version"],
    ["holds nothing of the console", "drop table kysely_migration", "holds nothing of this console"],
  ])("is refused when it %s", async (_, changed, why) => {
    const { file, from, aside, restore } = open();
    change(from, changed);
    await expect(restore()).rejects.toThrow(why);
    expect([readKeys(file), existsSync(aside)]).toEqual([["today"], false]);
  });

  test("is refused when it is damaged or cut short", async () => {
    const { file, from, restore } = open();
    const whole = readFileSync(from);
    for (const damaged of [whole.subarray(0, whole.length - 20_000), Buffer.from("not a database ".repeat(100))]) {
      writeFileSync(from, damaged);
      await expect(restore()).rejects.toThrow(/it is damaged|it cannot be read/);
    }
    expect(readKeys(file)).toEqual(["today"]);
  });

  test("goes over a database that is damaged, and over none", async () => {
    const { file, aside, restore, from } = open();
    writeFileSync(file, "torn by a power cut ".repeat(100));
    await restore();
    expect([readKeys(file), readFileSync(aside, "utf8").slice(0, 4)]).toEqual([["backup", "yesterday"], "torn"]);
    rmSync(file);
    await replaceSqlite(file, { from, aside: `${aside}-2`, marked });
    expect(readKeys(file)).toEqual(["backup", "yesterday"]);
  });
});
