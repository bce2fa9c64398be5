import "server-only";
import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import type { Term } from "@/lib/audit/search-words";
import { beginsWith } from "@/lib/audit/word-index";
import type { Schema } from "@/lib/db/schema";

/** Beyond this a word is as frequent as any. */
const FREQUENT = 1_000;

type Found = SelectQueryBuilder<Schema, "operation" | "operation_word", unknown>;

const standsFor = ({ key, word }: Term, row: string) =>
  word === ""
    ? sql<boolean>`${sql.ref(`${row}.key`)} = ${key}`
    : sql<boolean>`${sql.ref(`${row}.key`)} = ${key} and ${beginsWith(word, row)}`;

/** The rarest first. */
async function sortTerms(db: Kysely<Schema>, terms: Term[]): Promise<Term[]> {
  if (terms.length < 2) return terms;
  const counted = terms.map(async (term) => {
    const some = db.selectFrom("operation_word").select("key").where("key", "=", term.key).limit(FREQUENT);
    const count = db.selectFrom(some.as("some")).select(({ fn }) => fn.countAll<number>().as("rows"));
    return { term, rows: (await count.executeTakeFirstOrThrow()).rows };
  });
  return (await Promise.all(counted)).sort((a, b) => a.rows - b.rows).map(({ term }) => term);
}

/**
 * Rows of the journal that all terms stand for, and the columns to order them by; `first`: they are looked for by the words
 * before all else, the rarest first.
 */
export async function selectByWords(db: Kysely<Schema>, terms: Term[], { first }: { first: boolean }) {
  const sorted = first ? await sortTerms(db, terms) : terms;
  const [led, others] = first ? [sorted[0], sorted.slice(1)] : [undefined, sorted];
  const id = led ? ("operation_word.operation_id" as const) : ("operation.id" as const);
  const time = led ? ("operation_word.at" as const) : ("operation.created_at" as const);
  let query = led
    ? db
        .selectFrom("operation_word")
        .crossJoin("operation")
        .whereRef("operation.id", "=", "operation_word.operation_id")
        .where(standsFor(led, "operation_word"))
    : (db.selectFrom("operation") as unknown as Found);
  for (const term of others) {
    const same = sql`other.operation_id = ${sql.ref(id)} and other.at = ${sql.ref(time)}`;
    // As a value: of an `exists` a database that expects little reads all there is.
    query = query.where(
      sql<boolean>`(select 1 from operation_word as other where ${standsFor(term, "other")} and ${same}) = 1`,
    );
  }
  return { query, id, time };
}
