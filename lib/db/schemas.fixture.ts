import { randomBytes } from "node:crypto";
import { Pool } from "pg";

const url = process.env.TEST_POSTGRES_URL;

/**
 * Names the schemas that this run of the tests makes on PostgreSQL, and drops them once it is over: to drop one while another
 * test migrates its own lets Kysely, which looks through all schemas, stumble over what has gone.
 */
export default function setUp() {
  const prefix = `test_${randomBytes(6).toString("hex")}_`;
  process.env.TEST_SCHEMA_PREFIX = prefix;
  return async () => {
    if (!url) return;
    const pool = new Pool({ connectionString: url, max: 1 });
    const { rows } = await pool.query<{ name: string }>(
      "select nspname as name from pg_namespace where starts_with(nspname, $1)",
      [prefix],
    );
    for (const { name } of rows) await pool.query(`drop schema ${name} cascade`);
    await pool.end();
  };
}
