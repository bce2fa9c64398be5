import "server-only";
import { createReadStream } from "node:fs";
import { z } from "zod";
import { canonicalize, type Json } from "./canonical";

const shownSchema = z.strictObject({ salt: z.string(), body: z.string() });
const lineSchema = z.strictObject({
  event: z.record(z.string(), z.json()).and(z.object({ seq: z.int().positive() })),
  hash: z.string(),
  prev_hash: z.string(),
  personal: z.strictObject({ actor: shownSchema.optional(), subject: shownSchema.optional() }).optional(),
  unreadable: z.array(z.string()).optional(),
});
const sealSchema = z.strictObject({
  seal: z.strictObject({
    /** Older exports name none. */
    kind: z.enum(["export", "archive"]).optional(),
    events: z.int(),
    first: z.int(),
    last: z.int(),
    filtered: z.boolean(),
    digest: z.string(),
  }),
  signature: z.string(),
});

export type EventLine = z.infer<typeof lineSchema>;
export type SealLine = z.infer<typeof sealSchema>;

/**
 * A line of an export or an archive: an event, the seal, or neither for what the console never writes. Only to the letter:
 * for what it holds besides, or twice, nothing would vouch.
 */
export function readLine(text: string): { event?: EventLine | undefined; seal?: SealLine | undefined } {
  try {
    const held: unknown = JSON.parse(text);
    const event = lineSchema.safeParse(held).data;
    const seal = sealSchema.safeParse(held).data;
    return canonicalize((event ?? seal ?? null) as Json) === text ? { event, seal } : {};
  } catch {
    return {};
  }
}

/** Lines as the console writes them: they end with a line feed, nothing else, for a note may hold every other break. What an editor made CR LF counts too. */
export async function* splitLines(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.replace(/\r$/, "");
  }
  if (rest) yield rest;
}

/** The lines of an export or an archive. Rejects with ENOENT when it is not there. */
export async function* readLines(path: string): AsyncGenerator<string> {
  yield* splitLines(createReadStream(path, "utf8"));
}
