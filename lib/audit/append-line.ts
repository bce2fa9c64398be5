import "server-only";
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const LINE_FEED = 10;

/** Whether the file ends within a line, as it does when the power went or the disk was full while one was written. */
function endsTorn(handle: number): boolean {
  const { size } = fstatSync(handle);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(handle, last, 0, 1, size - 1) === 1 && last[0] !== LINE_FEED;
}

/** Appends to a file that its owner alone may read, on a line of its own also after a torn one. On the disk when this returns; throws when it is not. */
export function appendLine(file: string, line: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(file, "a+", 0o600);
  try {
    const bytes = Buffer.from(`${endsTorn(handle) ? "\n" : ""}${line}\n`);
    // A disk that is nearly full takes a part of it without a word, and refuses the rest.
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
