import "server-only";
import { statSync } from "node:fs";
import { oneInProcess } from "@/lib/world/one-in-process";

type Opened = { file: string; identity: string };

const opened = oneInProcess("consoleOpenedFiles", () => new WeakMap<object, Opened>());

const identityOf = (file: string): string | undefined => {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && `${stat.dev} ${stat.ino}`;
};

/** Keeps in mind which file this handle is of. */
export function noteFile(db: object, file: string): void {
  const identity = identityOf(file);
  if (identity) opened.set(db, { file, identity });
}

/**
 * Whether the file under the name is still the one that was opened. SQLite itself never tells: it goes on reading and writing what
 * was taken away, until it is closed. PostgreSQL has none.
 */
export function isFileInPlace(db: object): boolean {
  const held = opened.get(db);
  return !held || identityOf(held.file) === held.identity;
}
