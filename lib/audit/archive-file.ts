import "server-only";
import { chmod, link, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { mintId } from "@/lib/world/world";

/** What is archived stands under its first and last number: the same events always make the same file. */
export const archivePath = (folder: string, { first, last }: { first: number; last: number }): string =>
  join(folder, `audit-${String(first).padStart(12, "0")}-${String(last).padStart(12, "0")}.jsonl`);

/** Writes lines as a file that is whole and on the disk, or not there; for nobody but the console's own account to read. */
export async function writeWhole(folder: string, path: string, lines: AsyncIterable<string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${mintId()}`;
  try {
    const file = await open(/* turbopackIgnore: true */ draft, "wx", 0o600);
    try {
      for await (const text of lines) await file.write(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await chmod(draft, 0o400);
    // Never over what is there: another instance made the same, or an earlier try.
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const directory = await open(folder, "r");
  await directory.sync();
  await directory.close();
}
