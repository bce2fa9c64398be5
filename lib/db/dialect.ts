import "server-only";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { whileBusy } from "./while-busy";

type Either = { getExecutor(): { adapter: { supportsTransactionalDdl: boolean } } };

/** Which of the two databases this is, for the few statements that must differ. */
export const isSqlite = (db: Either): boolean => !db.getExecutor().adapter.supportsTransactionalDdl;

type Config = ConstructorParameters<typeof SqliteDialect>[0];

class ImmediateDriver extends SqliteDriver {
  /** The driver waits for no lock itself, for meanwhile it would stop the whole process: what must wait lets the others go first. */
  async #waiting<Value>(step: () => Promise<Value>): Promise<Value> {
    return whileBusy(step, async (pause) => {
      await super.releaseConnection();
      await pause();
      await super.acquireConnection();
    });
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return new WaitingConnection(connection, (step) => this.#waiting(step));
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
    (connection as WaitingConnection).isHolding = true;
  }

  /** SQLite has rolled back by itself where the disk was full: what went wrong there is what is told. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!/no transaction is active/.test(String(error))) throw error;
    });
  }
}

/** A statement that stands alone waits until the file is free; one within a transaction holds it already. */
class WaitingConnection implements DatabaseConnection {
  isHolding = false;
  readonly #connection: DatabaseConnection;
  readonly #waiting: <Value>(step: () => Promise<Value>) => Promise<Value>;

  constructor(connection: DatabaseConnection, waiting: <Value>(step: () => Promise<Value>) => Promise<Value>) {
    this.#connection = connection;
    this.#waiting = waiting;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const run = async () => this.#connection.executeQuery<Row>(query);
    return this.isHolding ? run() : this.#waiting(run);
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery<Row>(query, chunkSize);
  }
}

/**
 * SQLite whose transactions hold the file from their first statement on: what one reads and then writes is one step, also
 * beside another process. While one runs, everything else on this handle waits: inside it use `trx` alone. While another process
 * holds the file, reads go on, and what writes waits for at most BUSY_MS.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: Config;

  constructor(config: Config) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config);
  }
}
