import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOrInstallBrowser } from "./browser";
import { canary } from "./fixtures/canary";
import { lendPostgres } from "./postgres";

// `npm test`: format, types, unit tests, build, browser journeys; the last line counts all of them.

const reports = mkdtempSync(join(tmpdir(), "console-check-"));
const bin = (name: string, file: string) => join("node_modules", name, file);
const env: NodeJS.ProcessEnv = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
let passed = 0;
let failed = 0;
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
  else failed++;
}

/** Counts a runner's own report; a runner that failed without a failing test (or wrote no report) counts as one failure. */
async function suite(
  title: string,
  args: string[],
  file: string,
  count: (report: never) => [number, number],
  extra = {},
) {
  const green = await step(title, args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...extra });
  let counts: [number, number] = [0, 0];
  try {
    counts = count(JSON.parse(readFileSync(file, "utf8")) as never);
  } catch {
    console.error(`${title} left no report.`);
  }
  passed += counts[0];
  failed += green ? counts[1] : Math.max(counts[1], 1);
  if (green && counts[0] === 0) failed++;
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
  (report: { numPassedTests: number; numFailedTests: number }) => [report.numPassedTests, report.numFailedTests],
  "url" in postgres ? { TEST_POSTGRES_URL: postgres.url } : {},
);
if ("stop" in postgres) await postgres.stop();
// With secrets set, so that the journeys can search what was built for them.
await check("Build", [bin("next", "dist/bin/next"), "build"], canary);
const journeys = join(reports, "journeys.json");
await suite(
  "Journeys in the browser",
  [bin("@playwright/test", "cli.js"), "test", "-c", "e2e/playwright.config.ts", "--reporter=line,json"],
  journeys,
  (report: { stats: { expected: number; unexpected: number; flaky: number } }) => [
    report.stats.expected,
    report.stats.unexpected + report.stats.flaky,
  ],
);
rmSync(reports, { recursive: true, force: true });
if ("why" in postgres) console.log(`\nPostgreSQL: not tested, because ${postgres.why}.`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
