import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { database, openTestDatabase } from "@/lib/db/database.fixture";

const root = join(import.meta.dirname, "..", "..");

/** A process of its own, which lets go of the database when it ends: its exit code, and all that it says. */
function run(script: string, env: Record<string, string>, ...args: string[]) {
  const command = ["--conditions=react-server", "--import", "tsx", script, ...args];
  const ran = spawnSync(process.execPath, command, { cwd: root, env: { ...process.env, ...env }, encoding: "utf8" });
  return { status: ran.status, said: ran.stdout, complained: ran.stderr };
}

/** A console's database with a backup beside it. */
function open(checkpoints = "checkpoints.jsonl") {
  const folder = mkdtempSync(join(tmpdir(), "console-restore-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [file, backup, checkpointFile] = [
    join(folder, "console.db"),
    join(folder, "backup.db"),
    join(folder, checkpoints),
  ];
  const env = { DATABASE_URL: `file:${file}`, AUDIT_CHECKPOINT_FILE: checkpointFile };
  run("lib/db/make-database.fixture.ts", {}, `file:${file}`);
  run("lib/run/backup.ts", env, backup);
  writeFileSync(checkpointFile, "");
  return { file, backup, checkpointFile, restore: (...args: string[]) => run("lib/run/restore.ts", env, ...args) };
}

describe("npm run restore", () => {
  test("says what was restored although the old checkpoints could not be put aside, and what is left to do", () => {
    // With what is put behind it, the name is longer than a file's may be.
    const { backup, checkpointFile, restore } = open(`${"c".repeat(244)}.jsonl`);
    const { status, said, complained } = restore(backup);
    expect(said).toContain("Restored from the backup of");
    expect(complained).toMatch(/^The database was restored, but its old checkpoints could not be put aside: /);
    expect(complained).toContain(`Move ${checkpointFile} elsewhere yourself before you start the console`);
    expect([status, existsSync(checkpointFile)]).toEqual([1, true]);
  });

  test("says that nothing was where nothing was", () => {
    const { backup, restore } = open();
    const said = (...args: string[]) => {
      const { status, complained } = restore(...args);
      return `${status} ${complained}`;
    };
    expect(said(`${backup}-2`)).toMatch(/^1 Nothing was restored: there is no file/);
    expect(said()).toMatch(/^1 Nothing was restored: no backup was named\. Put one back with npm run restore/);
    for (const moment of [[], ["yesterday"], ["2999-01-01T00:00:00Z"]])
      expect(said("--as-of", ...moment)).toMatch(/^1 Nothing was restored: what follows --as-of must be when/);
  });
});

describe("npm run restore -- --as-of", () => {
  async function openAsOf() {
    const folder = mkdtempSync(join(tmpdir(), "console-restore-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const url = await database.newUrl();
    const env = { DATABASE_URL: url, AUDIT_CHECKPOINT_FILE: join(folder, "checkpoints.jsonl") };
    return { url, restore: () => run("lib/run/restore.ts", env, "--as-of", "2026-03-14T03:00:00Z") };
  }

  test("tells a database that nobody works on", async () => {
    const { url, restore } = await openAsOf();
    expect(restore()).toMatchObject({ status: 0, said: expect.stringContaining("as of 2026-03-14T03:00:00.000Z") });
    const db = await openTestDatabase(async () => url);
    const marked = await db.selectFrom("setting").select("value").where("key", "=", "backup").execute();
    expect(marked).toEqual([{ value: '{"of":"2026-03-14T03:00:00.000Z"}' }]);
  });

  test("is refused while a console runs, which would not notice and go on sending", async () => {
    const { url, restore } = await openAsOf();
    const db = await openTestDatabase(async () => url);
    await sql`select 1`.execute(db);
    expect(restore()).toMatchObject({
      status: 1,
      complained: expect.stringMatching(/^Nothing was restored: a console is running on this database/),
    });
    expect(await db.selectFrom("setting").select("value").where("key", "=", "backup").execute()).toEqual([]);
  });
});
