import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  type SqliteDatabase,
  SqliteDialect,
} from "kysely";
import Database from "libsql";
import { ImmediateSqliteDialect } from "../../../lib/db/dialect";
import { keepStatements } from "../../../lib/db/keep-statements";
import { migrate } from "../../../lib/db/migrate";
import type { Schema } from "../../../lib/db/schema";

/** What stands between one console and the storage: where it may wait, stop for good, or be refused. */
type Gate = {
  /** Before it may have the storage; never answers who is dead. */
  turn: () => Promise<void>;
  /** False once it died, here and now. */
  lives: () => boolean;
  /** Throws where the storage is broken for who writes. */
  check: (writes: boolean) => void;
  /** Whether the answer to this commit is lost. */
  losesCommit: () => boolean;
  /** What is broken of this storage on purpose: e2e/faults/simulation/sabotage. */
  broken?: BrokenStorage | undefined;
};

export type Statement = { sql: string; parameters: readonly unknown[] };
export type BrokenStorage = {
  run?: (statement: Statement, run: (statement: Statement) => QueryResult<never>) => QueryResult<never>;
  /** A commit is answered and nothing kept. */
  forgetsCommits?: true;
};

/** Each its own: one that all of them waited for would keep them all. */
const never = () => new Promise<never>(() => {});
const STEP = "step";

/**
 * One SQLite in memory with the console's own tables, which several consoles share: whoever has a transaction under way has it
 * alone. Of a console that dies within one it is rolled back, as SQLite does when it is opened again.
 */
export async function openStorage(fill: (db: Kysely<Schema>) => Promise<void>) {
  const raw = new Database(":memory:");
  const kept: SqliteDatabase = keepStatements(raw as unknown as SqliteDatabase);
  const direct = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect({ database: kept }) });
  await migrate(direct);
  await fill(direct);
  let holder: object | undefined;
  let isOpen = false;
  let version = 0;
  const waiting: { who: object; go: () => void }[] = [];

  function letGo(who: object): void {
    if (holder !== who) return;
    const next = waiting.shift();
    holder = next?.who;
    next?.go();
  }

  function run({ sql, parameters }: Statement): QueryResult<never> {
    const statement = kept.prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) as never[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    version += 1;
    return { numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] };
  }

  function rollBack(): void {
    if (isOpen) raw.exec(`ROLLBACK TO ${STEP}; RELEASE ${STEP}`);
    isOpen = false;
  }

  class GateDriver implements Driver {
    readonly #gate: Gate;
    readonly #who: object;

    constructor(gate: Gate, who: object) {
      this.#gate = gate;
      this.#who = who;
    }

    async init(): Promise<void> {}
    async destroy(): Promise<void> {}

    async acquireConnection(): Promise<DatabaseConnection> {
      const [gate, who] = [this.#gate, this.#who];
      await gate.turn();
      if (holder) await new Promise<void>((go) => waiting.push({ who, go }));
      holder = who;
      return {
        executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
          if (isOpen && !gate.lives()) return never();
          gate.check(!/^\s*(select|with)/i.test(query.sql));
          return gate.broken?.run ? gate.broken.run(query, run) : run(query);
        },
        // biome-ignore lint/correctness/useYield: nothing reads row by row.
        streamQuery: async function* () {
          throw new Error("The simulated storage reads no rows one by one.");
        },
      };
    }

    async beginTransaction(): Promise<void> {
      raw.exec(`SAVEPOINT ${STEP}`);
      isOpen = true;
    }

    async commitTransaction(): Promise<void> {
      if (!this.#gate.lives()) return never();
      if (this.#gate.broken?.forgetsCommits) rollBack();
      else raw.exec(`RELEASE ${STEP}`);
      isOpen = false;
      if (this.#gate.losesCommit()) throw Object.assign(new Error("Connection lost"), { code: "ECONNRESET" });
      return this.#gate.lives() ? undefined : never();
    }

    async rollbackTransaction(): Promise<void> {
      rollBack();
    }

    async releaseConnection(): Promise<void> {
      letGo(this.#who);
    }
  }

  class GateDialect extends SqliteDialect {
    readonly #driver: Driver;

    constructor(driver: Driver) {
      super({ database: kept });
      this.#driver = driver;
    }

    override createDriver(): Driver {
      return this.#driver;
    }
  }

  return {
    /** The database without any gate, for who judges. */
    direct,
    /** Grows with everything that is written. */
    version: () => version,
    all: <Row>(sql: string, ...parameters: unknown[]): Row[] => kept.prepare(sql).all(parameters) as Row[],
    connect: (gate: Gate, who: object) => new Kysely<Schema>({ dialect: new GateDialect(new GateDriver(gate, who)) }),
    /** Of one that died: what it held others may have now. */
    forget(who: object): void {
      for (const [at, { who: waits }] of [...waiting.entries()].reverse()) if (waits === who) waiting.splice(at, 1);
      if (holder === who) rollBack();
      letGo(who);
    },
    begin: () => void raw.exec("BEGIN"),
    /** All as it was when this story began. */
    end(): void {
      waiting.length = 0;
      holder = undefined;
      isOpen = false;
      raw.exec("ROLLBACK");
    },
  };
}

export type Storage = Awaited<ReturnType<typeof openStorage>>;
