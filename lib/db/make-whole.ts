import "server-only";
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { makePrivate } from "./make-private";

function flush(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

type Making = { fill: (part: string) => Promise<void>; place: (part: string) => void };

/**
 * Makes a file by `fill` under another name first, so that under its own, which `place` gives it, it is whole or not there.
 * Private, on the disk when this returns.
 */
export async function makeWhole(file: string, { fill, place }: Making): Promise<void> {
  const part = `${file}.part-${process.pid}`;
  rmSync(part, { force: true });
  try {
    makePrivate(part);
    await fill(part);
    flush(part);
    place(part);
    flush(dirname(file));
  } finally {
    rmSync(part, { force: true });
  }
}

/** Gives it a name that nothing has, also where somebody else takes it at the same moment. */
export function placeNew(part: string, file: string): void {
  const isTaken = `there is a file ${file} already, which is not overwritten`;
  try {
    linkSync(part, file);
  } catch (error) {
    if (existsSync(file)) throw new Error(isTaken);
    if (!/^(EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS)$/.test(String((error as NodeJS.ErrnoException).code))) throw error;
    // A disk that gives no file two names.
    renameSync(part, file);
  }
}
