import "server-only";
import type { Compilable, CompiledQuery, Kysely, QueryResult } from "kysely";
import { isSqlite } from "./dialect";
import type { Schema } from "./schema";

/** Stands in a statement for what is given each time anew. */
class Place {
  constructor(readonly path: readonly string[]) {}

  [Symbol.toPrimitive](): never {
    throw new Error(`A statement that is compiled once looks at ${this.path.join(".")}, which it is given later.`);
  }

  readFrom(given: unknown): unknown {
    const value = this.path.reduce((held, name) => (held as Record<string, unknown>)[name], given);
    // Left out, it would have made another statement.
    if (value === undefined) throw new Error(`A statement that is compiled once was not given ${this.path.join(".")}.`);
    return value;
  }
}

const isGroup = (given: unknown): given is object =>
  Array.isArray(given) ||
  (typeof given === "object" && given !== null && Object.getPrototypeOf(given) === Object.prototype);

/** What is given, with stand-ins for its values. */
function standIn(given: unknown, path: readonly string[] = []): unknown {
  if (!isGroup(given)) return new Place(path);
  const entries = Object.entries(given).map(([name, value]) => [name, standIn(value, [...path, name])] as const);
  return Array.isArray(given) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

const shapeOf = (given: unknown): string =>
  isGroup(given) ? `{${Object.entries(given).map(([name, value]) => name + shapeOf(value))}}` : "";

/**
 * A statement that is built and compiled when it is first asked for, and from then on only given other values: to build one
 * takes several times as long as SQLite takes to run it. `build` puts what it is given, which may lie in rows and lists, into
 * the statement as it is and never looks at it: it is given stand-ins, once for each database and each shape. To put one into a
 * text is refused; what chooses by one (`?:`, `??`, `===`) goes unnoticed and chooses the same for ever. Each length of a list is
 * a shape, and kept: give it lists of few lengths, and rows in any number to `insertRows`.
 */
export function compileOnce<Given, Row>(build: (db: Kysely<Schema>, given: Given) => Compilable<Row>) {
  const compiled = new Map<string, CompiledQuery<Row>>();
  return (db: Kysely<Schema>, given: Given): Promise<QueryResult<Row>> => {
    const key = `${isSqlite(db)}${shapeOf(given)}`;
    const query = compiled.get(key) ?? build(db, standIn(given) as Given).compile();
    compiled.set(key, query);
    const parameters = query.parameters.map((value) => (value instanceof Place ? value.readFrom(given) : value));
    return db.executeQuery({ ...query, parameters });
  };
}
