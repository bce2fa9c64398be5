import "server-only";
import { type Kysely, sql } from "kysely";
import type { AuditWordTable, Schema } from "@/lib/db/schema";
import type { Json } from "./canonical";
import { listKeys, listTerms, type Term, wholeKey } from "./search-words";

/** The two indexes of words: of the record and of the journal. */
export type WordTable = "audit_word" | "operation_word";

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** What texts are found by; an e-mail that an update of a profile sets by all of it alone, for not everybody may see it. */
export function listWords(
  texts: readonly unknown[],
  action: string,
  request: unknown,
): { key: string; words: string }[] {
  const { email } = (action === "profile.update" ? (request ?? {}) : {}) as { email?: unknown };
  return [...listKeys(texts.filter(isText)), ...(isText(email) ? [{ key: wholeKey(email), words: "" }] : [])];
}

type Indexed = {
  seq: number;
  action: string;
  reason: string | null;
  /** What is found by a word of it: the reference that an erasure was asked under. */
  detail?: { readonly [key: string]: Json | undefined } | null | undefined;
  personal: { readonly [key: string]: Json | undefined };
};

/** The rows by which an event is found: by what every reader of the record sees of its texts. */
export function wordsOf({ seq, action, reason, detail, personal }: Indexed): AuditWordTable[] {
  const { note, ticket, customer_user_id, email, name, request } = personal;
  const texts = [reason, note, ticket, customer_user_id, email, name, detail?.reference];
  return listWords(texts, action, request).map((row) => ({ ...row, seq }));
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** Does this row of an index hold a word that begins so? */
export const beginsWith = (word: string, row: string) =>
  sql<boolean>`${sql.ref(`${row}.words`)} like ${`% ${escapeLike(word)}%`} escape '\\'`;

/** What to look for when somebody asks for this text; empty when it has no word long enough. `seesPersonal`: whoever may see a customer's e-mail finds by all of it what set it. */
export async function readTerms(
  db: Kysely<Schema>,
  table: WordTable,
  { text, seesPersonal }: { text: string; seesPersonal: boolean },
): Promise<Term[]> {
  if (seesPersonal && text.includes("@")) {
    const whole = wholeKey(text);
    const held = await db.selectFrom(table).select("key").where("key", "=", whole).limit(1).executeTakeFirst();
    if (held) return [{ key: whole, word: "" }];
  }
  return listTerms(text);
}
