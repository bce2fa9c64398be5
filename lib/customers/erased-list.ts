import "server-only";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { appendLine } from "@/lib/audit/append-line";

/**
 * Who was erased and when (ISO, UTC): the least that must be known to erase again what a backup brings back. A hash in the id's
 * place would be no better, for whoever has the backup has the ids.
 */
export type Erased = { app: string; profile_id: string; erased_at: string };

const lineSchema = z.strictObject({ app: z.string(), profile_id: z.string(), erased_at: z.iso.datetime() });

/** Appends to the list, which lies outside the database. On the disk when this returns; throws when it is not. */
export function noteErased(file: string, { app, profile_id, erased_at }: Erased): void {
  appendLine(file, JSON.stringify({ app, profile_id, erased_at }));
}

/** The list, oldest first, none when there is no file, and the numbers of the lines that cannot be read, such as one that was torn. */
export function readErased(file: string): { erased: Erased[]; broken: number[] } {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const erased: Erased[] = [];
  const broken: number[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (!line) continue;
    try {
      erased.push(lineSchema.parse(JSON.parse(line)));
    } catch {
      broken.push(index + 1);
    }
  }
  return { erased, broken };
}
