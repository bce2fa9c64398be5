import "server-only";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname } from "node:path";
import { sql } from "kysely";
import Database from "libsql";
import { makePrivate } from "./make-private";
import { findVersion, HOLDS_NOTHING, IS_NEWER } from "./migrate";
import { openReadOnly } from "./open";

/** A row of the table of settings that a copy is given, in the place of one that it has. */
type Mark = { key: string; value: string; updated_at: string };

const fileUrl = (file: string) => `file:${file}`;

function flush(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a file by `fill` under another name first, so that under its own it is whole or not there. Private, on the disk when this returns. */
async function makeWhole(file: string, fill: (part: string) => Promise<void>): Promise<void> {
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    makePrivate(part);
    await fill(part);
    flush(part);
    renameSync(part, file);
    flush(dirname(file));
  } finally {
    rmSync(part, { force: true });
  }
}

function mark(file: string, { key, value, updated_at }: Mark): void {
  const database = new Database(file);
  try {
    // All of it in this one file: nothing of it may lie in a log beside it.
    database.exec("PRAGMA journal_mode = DELETE");
    database
      .prepare(
        "insert into setting (key, value, updated_at, updated_by) values (?, ?, ?, 'console') on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at",
      )
      .run([key, value, updated_at]);
  } finally {
    database.close();
  }
}

/** What keeps a file from being taken for this console's database, as the end of a sentence; null when nothing does. It only reads. */
export async function whyNotSound(file: string): Promise<string | null> {
  const db = await openReadOnly(fileUrl(file));
  try {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(db);
    const found = rows[0]?.integrity_check;
    if (found !== "ok") return `it is damaged: ${found}`;
    const version = await findVersion(db);
    return version === "none" ? HOLDS_NOTHING : version === "newer" ? IS_NEWER : null;
  } catch (error) {
    return `it cannot be read: ${(error as Error).message}`;
  } finally {
    await db.destroy();
  }
}

async function checkSound(file: string): Promise<void> {
  const why = await whyNotSound(file);
  if (why) throw new Error(why);
}

/**
 * Copies an SQLite database, also one that a console is working on, as it is at one moment, to a file that is not there yet,
 * with `marked` in it. Throws with the reason, as the end of a sentence, and then there is no such file.
 */
export async function copySqlite(from: string, to: string, marked: Mark): Promise<void> {
  if (!existsSync(from)) throw new Error(`there is no database ${from}`);
  if (existsSync(to)) throw new Error(`there is a file ${to} already, which is not overwritten`);
  await makeWhole(to, async (part) => {
    const source = await openReadOnly(fileUrl(from));
    try {
      await sql`vacuum into ${sql.lit(part)}`.execute(source);
    } finally {
      await source.destroy();
    }
    mark(part, marked);
    await checkSound(part);
  });
}

/** Nobody else has it open, or this throws; what lay beside the file is in it afterwards. */
function closeForOthers(file: string): void {
  const database = new Database(file);
  try {
    database.exec("PRAGMA journal_mode = DELETE");
  } catch (error) {
    if ((error as { code?: string }).code !== "SQLITE_BUSY") return;
    throw new Error("a console is running on this database, or something else reads it: stop that first");
  } finally {
    database.close();
  }
}

/**
 * Puts a copy of `from`, with `marked` in it, in the place of the SQLite database `file`, which is kept as `aside`. Throws with
 * the reason, as the end of a sentence, and then all is as it was.
 */
export async function replaceSqlite(
  file: string,
  { from, aside, marked }: { from: string; aside: string; marked: Mark },
) {
  if (!existsSync(from)) throw new Error(`there is no file ${from}`);
  await checkSound(from);
  const isThere = existsSync(file);
  if (isThere) closeForOthers(file);
  await makeWhole(file, async (part) => {
    copyFileSync(from, part);
    // A copy takes the rights of what it was made of.
    chmodSync(part, 0o600);
    mark(part, marked);
    await checkSound(part);
    // Another name for the same file: at no moment is there none under its own.
    if (isThere) linkSync(file, aside);
    // Left behind only by a file that SQLite could not open any more: it would be taken for a part of the new one.
    for (const end of ["-wal", "-shm"]) if (existsSync(file + end)) renameSync(file + end, aside + end);
  });
}
