import { randomBytes } from "node:crypto";
import { Pool } from "pg";

const url = process.env.TEST_POSTGRES_URL;

/** Names the databases that this run of the tests makes on PostgreSQL, and drops what is left of them once it is over. */
export default function setUp() {
  const prefix = `test_${randomBytes(6).toString("hex")}_`;
  process.env.TEST_DATABASE_PREFIX = prefix;
  return async () => {
    if (!url) return;
    const pool = new Pool({ connectionString: url, max: 1 });
    const { rows } = await pool.query<{ name: string }>(
      "select datname as name from pg_database where starts_with(datname, $1)",
      [prefix],
    );
    for (const { name } of rows) await pool.query(`drop database ${name} with (force)`);
    await pool.end();
  };
}
