import "server-only";
import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import { isSqlite } from "./dialect";
import type { Schema } from "./schema";

const strict = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder();

/** Stands for what is no UTF-8: a lone surrogate, which no text of a database can hold. */
const UNREADABLE = "\udcff";
const SURROGATE = /\p{Surrogate}/u;
const SURROGATES = /\p{Surrogate}/gu;

/** Whether this is a text that could not be read whole, as readRows answers it. */
export const isUnreadable = (value: unknown): value is string => typeof value === "string" && SURROGATE.test(value);

/** A text as it can be shown and sent, with the sign for what cannot be read of it. */
export const showUnreadable = <Text extends string | null>(text: Text): Text =>
  (isUnreadable(text) ? text.replace(SURROGATES, "\ufffd") : text) as Text;

/** What is no text but a blob, which the text might equal byte for byte, is told from it by a byte that no UTF-8 has. */
const told = (column: RawBuilder<unknown>) =>
  sql`case typeof(${column}) when 'blob' then cast(x'ff' || ${column} as text) else ${column} end`;

/** All in one blob: as fast as column by column, and nothing is decoded on the way. */
const pack = (named: [string, RawBuilder<unknown>][]) =>
  sql`cast(json_object(${sql.join(named.map(([name, column]) => sql`${sql.lit(name)}, ${told(column)}`))}) as blob)`;

/** What each column of a row is read from. */
type Columns<Row> = { readonly [name in keyof Row]: RawBuilder<Row[name]> };

function decode(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return lenient.decode(bytes).replaceAll("\ufffd", UNREADABLE);
  }
}

function unpack(packed: ArrayBuffer): unknown {
  try {
    return JSON.parse(strict.decode(packed));
  } catch {
    // Latin 1 has a sign for every byte, so that each value can be judged by itself.
    return JSON.parse(Buffer.from(packed).toString("latin1"), (_, value: unknown) =>
      typeof value === "string" ? decode(Buffer.from(value, "latin1")) : value,
    );
  }
}

/** The query by these columns, for a statement of its own; what it answers is for unpackRows. */
export function selectPacked<Row, DB, Table extends keyof DB>(
  db: Pick<Kysely<Schema>, "getExecutor">,
  query: SelectQueryBuilder<DB, Table, object>,
  columns: Columns<Row>,
) {
  const named = Object.entries<RawBuilder<unknown>>(columns);
  const held = isSqlite(db) ? [pack(named).as("packed")] : named.map(([name, column]) => column.as(name));
  return query.select(held);
}

/** The rows that a selectPacked answered. */
export const unpackRows = <Row>(db: Pick<Kysely<Schema>, "getExecutor">, rows: readonly object[]): Row[] =>
  isSqlite(db) ? (rows as { packed: ArrayBuffer }[]).map(({ packed }) => unpack(packed) as Row) : (rows as Row[]);

/**
 * The rows of this query, which selects nothing yet, by these columns. For tables that somebody may have altered in the file:
 * the SQLite driver ends the process at a text that is no UTF-8 and loses what follows a NUL. Here such a text comes as one of
 * which `isUnreadable` is true; so does a blob in the place of a text.
 */
export async function readRows<Row, DB, Table extends keyof DB>(
  db: Pick<Kysely<Schema>, "getExecutor">,
  query: SelectQueryBuilder<DB, Table, object>,
  columns: Columns<Row>,
): Promise<Row[]> {
  return unpackRows(db, (await selectPacked(db, query, columns).execute()) as object[]);
}

/** The columns of a table by their names, as readRows asks for them. */
export const columnsOf = <Row>(table: string, names: readonly (keyof Row & string)[]) =>
  Object.fromEntries(names.map((name) => [name, sql.ref(`${table}.${name}`)])) as Columns<Row>;
