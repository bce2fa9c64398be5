import "server-only";
import { type Kysely, sql } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { Json } from "./canonical";
import { listKeys, listTerms, type Term, wholeKey } from "./search-words";

/** The two indexes of words: of the record and of the journal. */
export type WordTable = "audit_word" | "operation_word";

/** A statement takes so many values and no more. */
export const ROWS_AT_ONCE = 2_000;
/** Beyond this a term is as frequent as any. */
const FREQUENT = 1_000;

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
  personal: { readonly [key: string]: Json | undefined };
};

/** Makes events findable by what every reader of the record sees of their texts; in the transaction that records them. */
export async function indexEvents(trx: Kysely<Schema>, events: readonly Indexed[]): Promise<void> {
  const rows = events.flatMap(({ seq, action, reason, personal }) => {
    const { note, ticket, customer_user_id, email, name, request } = personal;
    return listWords([reason, note, ticket, customer_user_id, email, name], action, request).map((row) => ({
      ...row,
      seq,
    }));
  });
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await trx
      .insertInto("audit_word")
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
  }
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** Does a row of the index, under this name, stand for the term? */
export const standsFor = ({ key, word }: Term, row: string) =>
  word === ""
    ? sql<boolean>`${sql.ref(`${row}.key`)} = ${key}`
    : sql<boolean>`(${sql.ref(`${row}.key`)} = ${key} and ${sql.ref(`${row}.words`)} like ${`% ${escapeLike(word)}%`} escape '\\')`;

/** Does another row of the index, about the same as the row at hand, stand for the term? `same`: its columns and theirs. */
export function standsToo(term: Term, table: WordTable, same: Record<string, string>) {
  const equal = Object.entries(same).map(([ours, theirs]) => sql`${sql.ref(`other.${ours}`)} = ${sql.ref(theirs)}`);
  return sql<boolean>`exists (select 1 from ${sql.table(table)} as other where ${standsFor(term, "other")} and ${sql.join(equal, sql` and `)})`;
}

/**
 * What to look for when somebody asks for this text, the rarest first; empty when it has no word long enough. `seesPersonal`:
 * whoever may see a customer's e-mail finds by all of it what set it.
 */
export async function readTerms(
  db: Kysely<Schema>,
  table: WordTable,
  { text, seesPersonal }: { text: string; seesPersonal: boolean },
): Promise<Term[]> {
  const count = async (term: Term, most: number): Promise<number> => {
    const some = db.selectFrom(table).select("key").where(standsFor(term, table)).limit(most);
    const counted = db.selectFrom(some.as("some")).select(({ fn }) => fn.countAll<number | string>().as("rows"));
    return Number((await counted.executeTakeFirstOrThrow()).rows);
  };
  const whole = { key: wholeKey(text), word: "" };
  if (seesPersonal && text.includes("@") && (await count(whole, 1)) > 0) return [whole];
  const terms = listTerms(text);
  if (terms.length < 2) return terms;
  const counted = await Promise.all(terms.map(async (term) => ({ term, rows: await count(term, FREQUENT) })));
  return counted.sort((a, b) => a.rows - b.rows).map(({ term }) => term);
}
