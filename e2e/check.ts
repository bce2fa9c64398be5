import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOrInstallBrowser } from "./browser";
import { canary } from "./fixtures/canary";
import { lendPostgres } from "./postgres";
import { readJourneys, readUnits, type Tally } from "./reports";

// `npm test`: format, types, unit tests, build, browser journeys; the end names what failed, and the last line counts all of them.

const reports = mkdtempSync(join(tmpdir(), "console-check-"));
const bin = (name: string, file: string) => join("node_modules", name, file);
const env: NodeJS.ProcessEnv = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
let passed = 0;
let failed = 0;
const failures: string[] = [];
let running: ChildProcess | undefined;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    running?.kill(signal);
    process.exit(130);
  });
}

async function step(title: string, args: string[], extra: Record<string, string> = {}): Promise<boolean> {
  console.log(`\n== ${title}`);
  running = spawn(process.execPath, args, { stdio: "inherit", env: { ...env, ...extra } });
  const [status] = await once(running, "exit");
  return status === 0;
}

async function check(title: string, args: string[], extra: Record<string, string> = {}) {
  if (await step(title, args, extra)) passed++;
  else fail(title);
}

function fail(why: string) {
  failed++;
  failures.push(why);
}

/** Counts a runner's own report; a runner that failed without a failing test (or wrote no report) counts as one failure. */
async function suite(title: string, args: string[], file: string, read: (report: never) => Tally, extra = {}) {
  const green = await step(title, args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...extra });
  let tally: Tally = { passed: 0, failed: 0, failures: [] };
  try {
    tally = read(JSON.parse(readFileSync(file, "utf8")) as never);
  } catch {
    console.error(`${title} left no report.`);
  }
  passed += tally.passed;
  failed += tally.failed;
  failures.push(...tally.failures);
  if (green && tally.passed === 0) fail(`${title}: none ran.`);
  if (!green && tally.failed === 0) fail(`${title}: the runner failed.`);
}

process.env.CHROMIUM_PATH = env.CHROMIUM_PATH = findOrInstallBrowser();

await check("Format and lint", [bin("@biomejs/biome", "bin/biome"), "ci", "."]);
await step("Route types", [bin("next", "dist/bin/next"), "typegen"]);
await check("Types", [bin("typescript", "bin/tsc"), "--noEmit"]);
const units = join(reports, "unit.json");
const postgres = await lendPostgres();
await suite(
  "Unit tests",
  [bin("vitest", "vitest.mjs"), "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${units}`],
  units,
  readUnits,
  { TEST_POSTGRES_URL: "url" in postgres ? postgres.url : "" },
);
if ("stop" in postgres) await postgres.stop();
// With secrets set, so that the journeys can search what was built for them.
await check("Build", [bin("next", "dist/bin/next"), "build"], canary);
const journeys = join(reports, "journeys.json");
await suite(
  "Journeys in the browser",
  [bin("@playwright/test", "cli.js"), "test", "-c", "e2e/playwright.config.ts", "--reporter=line,json"],
  journeys,
  readJourneys,
);
rmSync(reports, { recursive: true, force: true });
if ("why" in postgres) {
  const missed = `PostgreSQL: not tested, because ${postgres.why}.`;
  if (env.TEST_POSTGRES_REQUIRED === "true") fail(missed);
  else console.log(`\n${missed}`);
}
for (const failure of failures) console.log(`\nFAILED ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
