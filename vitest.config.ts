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

/** The rooms whose every statement counts. */
const roomsOnBoth = /^lib\/(alerts|approvals|audit|db|emergency|operations|restore|run|settings)\//;

/** Of the other rooms, what is about the database: signing in hashes passwords, which takes its time. */
const alsoOnBoth = [
  "auth/ended-session",
  "auth/factor/factor",
  "auth/hashed-sessions",
  "auth/invitations",
  "auth/join",
  "auth/known-browser",
  "auth/lost-role",
  "auth/meanwhile",
  "auth/password-links",
  "auth/read-session",
  "auth/recorded",
  "auth/sessions",
  "auth/team",
  "customers/erase-again",
  "customers/erase-customer",
  "customers/erase-refused",
  "customers/erase-unconfirmed",
  "customers/find-known",
  "customers/forget-old",
  "customers/recents",
  "customers/reveal",
  "sso/come-back",
  "sso/own",
].map((name) => `lib/${name}.test.ts`);

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
  const gone = alsoOnBoth.filter((path) => !opening.has(path) || sqliteAlone.has(path));
  if (gone.length > 0) throw new Error(`alsoOnBoth names what does not run on both: ${gone.join(", ")}.`);
  const ofRooms = [...opening].filter((path) => path.endsWith(".test.ts") && roomsOnBoth.test(path));
  return {
    postgresAlone: taking("postgres"),
    onPostgres: [...ofRooms.filter((path) => !sqliteAlone.has(path)), ...alsoOnBoth],
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
