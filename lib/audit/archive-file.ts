import "server-only";
import { chmod, link, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const eventSchema = z.looseObject({
  seq: z.int().positive(),
  action: z.string(),
  app: z.string().optional(),
  target_type: z.string().optional(),
  target_id: z.string().optional(),
});
const lineSchema = z.strictObject({ event: eventSchema, hash: z.string(), prev_hash: z.string() });
export type ArchivedLine = z.infer<typeof lineSchema>;

/** What is archived stands under its first and last number: the same events always make the same file. */
export const archivePath = (folder: string, { first, last }: { first: number; last: number }): string =>
  join(folder, `audit-${String(first).padStart(12, "0")}-${String(last).padStart(12, "0")}.jsonl`);

/** Writes lines as a file that is whole and on the disk, or not there; for nobody but the console's own account to read. */
export async function writeWhole(folder: string, path: string, lines: AsyncIterable<string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${crypto.randomUUID()}`;
  const file = await open(draft, "wx", 0o600);
  try {
    for await (const text of lines) await file.write(text);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(draft);
    throw error;
  }
  await file.close();
  await chmod(draft, 0o400);
  // Never over what is there: another instance made the same, or an earlier try.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
  const directory = await open(folder, "r");
  await directory.sync();
  await directory.close();
}

/** The lines of an archive as they stand. Rejects with ENOENT when it is not there. */
export async function* readTexts(path: string): AsyncGenerator<string> {
  const file = await open(path, "r");
  try {
    yield* file.readLines();
  } finally {
    await file.close();
  }
}

/** The same; `line` is undefined for one that is no event, as the last is not, which seals the file. */
export async function* readLines(path: string): AsyncGenerator<{ line?: ArchivedLine | undefined; text: string }> {
  for await (const text of readTexts(path)) yield { text, line: parse(text) };
}

function parse(text: string): ArchivedLine | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
