import "server-only";
import type { SqliteDatabase, SqliteStatement } from "kysely";

const KEPT = 300;

/**
 * A database with its statements prepared once and used again: preparing takes longer than most of them run. The ones
 * used longest ago give way. What is read row by row gets a statement of its own, for its reader may stop halfway.
 */
export function keepStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();

  function prepare(sql: string): SqliteStatement {
    const statement = kept.get(sql) ?? prepareOnce(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return statement;
  }

  function prepareOnce(sql: string): SqliteStatement {
    const statement = database.prepare(sql);
    let count: number | undefined;
    // What is not given keeps the value of the time before, perhaps another customer's; the driver tells no count to go by.
    const sameCount = (parameters: readonly unknown[]) => {
      count ??= parameters.length;
      if (parameters.length === count) return parameters;
      throw new Error(`A statement that took ${count} values was given ${parameters.length}: ${sql}`);
    };
    return {
      reader: statement.reader,
      all: (parameters) => statement.all(sameCount(parameters)),
      run: (parameters) => statement.run(sameCount(parameters)),
      iterate: (parameters) => database.prepare(sql).iterate(parameters),
    };
  }

  return {
    prepare,
    close() {
      kept.clear();
      database.close();
    },
  };
}
