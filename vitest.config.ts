import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, posix, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const everyTest = ["lib/**/*.test.ts", "components/**/*.test.ts", "app/**/*.test.ts", "e2e/*.test.ts"];

/** Tests and fixtures, each with the fixtures that it imports, and what it takes from them by name. */
function readImports() {
  const paths = ["app", "components", "e2e", "lib"].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(test|fixture)\.ts$/.test(path))
      .map((path) => posix.join(room, ...path.split(sep))),
  );
  return paths.flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8").replace(/^import type [^;]*;/gm, "");
    return [...text.matchAll(/(?:^import \{([^}]*)\} from |from |import\()"(@\/|\.\.?\/)([^"]+\.fixture)"/gm)].map(
      ([, names = "", from = "", fixture]) => ({
        path,
        names: names.split(",").map((name) => name.trim()),
        fixture: posix.join(from === "@/" ? "" : posix.join(posix.dirname(path), from), `${fixture}.ts`),
      }),
    );
  });
}

/** The rooms whose every statement counts; of the others, what says itself that it is for both (`dialects`): signing in hashes passwords, which takes its time. */
const onBoth = (path: string) =>
  /^lib\/(operations|approvals|audit|restore|db|settings)\//.test(path) ||
  readFileSync(join(root, path), "utf8").includes("dialects");

/** The tests that open a database, itself or by a fixture; those that take `sqlite` or `postgres` by name on that alone. */
function sortDatabaseTests() {
  const imports = readImports();
  const opener = "lib/db/database.fixture.ts";
  const opening = new Set([opener]);
  // What is added on the way is gone through as well.
  for (const opened of opening) for (const { path, fixture } of imports) if (fixture === opened) opening.add(path);
  const taking = (name: string) =>
    imports.flatMap(({ path, fixture, names }) => (fixture === opener && names.includes(name) ? path : []));
  const sqliteAlone = new Set(taking("sqlite"));
  return {
    postgresAlone: taking("postgres"),
    onPostgres: [...opening].filter((path) => path.endsWith(".test.ts") && !sqliteAlone.has(path) && onBoth(path)),
  };
}

const { postgresAlone, onPostgres } = sortDatabaseTests();

const runOn = (database: "sqlite" | "postgres", name: string, include: string[], exclude: string[] = []) => ({
  resolve: { alias: { "@": root } },
  ssr: { resolve: { conditions: ["react-server", "node", "module"] } },
  test: {
    name,
    include,
    exclude,
    env: { TEST_DATABASE: database },
    setupFiles: "lib/log/quiet.fixture.ts",
    // Machines are shared: a limit only for what hangs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
});

// Who sets it to nothing knows.
if (process.env.TEST_POSTGRES_URL === undefined)
  console.warn("PostgreSQL: not tested, because TEST_POSTGRES_URL names no server (npm test starts one).");

export default defineConfig({
  test: {
    globalSetup: "lib/db/leftovers.fixture.ts",
    // By itself it leaves one processor free, which is half of a small machine.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Everything on SQLite, and what is for both once more on the PostgreSQL that is named.
    projects: [
      runOn("sqlite", "SQLite", everyTest, postgresAlone),
      ...(process.env.TEST_POSTGRES_URL ? [runOn("postgres", "PostgreSQL", onPostgres)] : []),
    ],
  },
});
