import "server-only";
import { existsSync, linkSync, renameSync } from "node:fs";
import { sql } from "kysely";
import Database from "libsql";
import { holdAlone } from "./hold-alone";
import { makeWhole, placeNew } from "./make-whole";
import { findVersion, HOLDS_NOTHING, IS_NEWER } from "./migrate";
import { openReadOnly } from "./open";

/** A row of the table of settings that a copy is given, in the place of one that it has. */
type Mark = { key: string; value: string; updated_at: string };

const fileUrl = (file: string) => `file:${file}`;

/** Fills the part file with all that is committed in the database, what lies in the log beside it included, and the mark. */
const fillFrom = (from: string, marked: Mark) => async (part: string) => {
  const source = await openReadOnly(fileUrl(from));
  try {
    await sql`vacuum into ${sql.lit(part)}`.execute(source);
  } finally {
    await source.destroy();
  }
  mark(part, marked);
  await checkSound(part);
};

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
  await makeWhole(to, {
    fill: fillFrom(from, marked),
    place: (part) => placeNew(part, to),
  });
}

/** Gives it the name of a database that nobody works on, which is kept as `aside`. Who opens it meanwhile waits, and cannot write to the old one. */
function placeOver(part: string, file: string, aside: string): void {
  const { letGo } = holdAlone(file);
  try {
    // Another name for the same file: at no moment is there none under its own.
    linkSync(file, aside);
    // Left behind only by a file that SQLite could not open any more: it would be taken for a part of the new one.
    for (const end of ["-wal", "-shm"]) if (existsSync(file + end)) renameSync(file + end, aside + end);
    renameSync(part, file);
  } finally {
    letGo();
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
  if (isThere) holdAlone(file).letGo();
  await makeWhole(file, {
    fill: fillFrom(from, marked),
    place: (part) => (isThere ? placeOver(part, file, aside) : placeNew(part, file)),
  });
}
