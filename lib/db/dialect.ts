import "server-only";
import { CompiledQuery, type DatabaseConnection, type Driver, SqliteDialect, SqliteDriver } from "kysely";

type Either = { getExecutor(): { adapter: { supportsTransactionalDdl: boolean } } };

/** Which of the two databases this is, for the few statements that must differ. */
export const isSqlite = (db: Either): boolean => !db.getExecutor().adapter.supportsTransactionalDdl;

type Config = ConstructorParameters<typeof SqliteDialect>[0];

class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

/**
 * SQLite whose transactions hold the file from their first statement on: what one reads and then writes is one step, also
 * beside another process. While one runs, everything else on this handle waits: inside it use `trx` alone.
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
