import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";

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
    expect(restore(`${backup}-2`)).toMatchObject({
      status: 1,
      complained: expect.stringMatching(/^Nothing was restored: there is no file/),
    });
  });
});
