import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOrInstallBrowser } from "./browser";
import { canary } from "./fixtures/canary";

// `npm test`: format, types, unit tests, build, browser journeys; the last line counts all of them.

const reports = mkdtempSync(join(tmpdir(), "console-check-"));
const bin = (name: string, file: string) => join("node_modules", name, file);
const env: NodeJS.ProcessEnv = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
let passed = 0;
let failed = 0;

function step(title: string, args: string[], extra: Record<string, string> = {}): boolean {
  console.log(`\n== ${title}`);
  const done = spawnSync(process.execPath, args, { stdio: "inherit", env: { ...env, ...extra } });
  return done.status === 0;
}

function check(title: string, args: string[], extra: Record<string, string> = {}) {
  if (step(title, args, extra)) passed++;
  else failed++;
}

/** Counts a runner's own report; a runner that failed without a failing test (or wrote no report) counts as one failure. */
function suite(title: string, args: string[], file: string, count: (report: never) => [number, number]) {
  const green = step(title, args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
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

check("Format and lint", [bin("@biomejs/biome", "bin/biome"), "ci", "."]);
step("Route types", [bin("next", "dist/bin/next"), "typegen"]);
check("Types", [bin("typescript", "bin/tsc"), "--noEmit"]);
const units = join(reports, "unit.json");
suite(
  "Unit tests",
  [bin("vitest", "vitest.mjs"), "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${units}`],
  units,
  (report: { numPassedTests: number; numFailedTests: number }) => [report.numPassedTests, report.numFailedTests],
);
// With secrets set, so that the journeys can search what was built for them.
check("Build", [bin("next", "dist/bin/next"), "build"], canary);
const journeys = join(reports, "journeys.json");
suite(
  "Journeys in the browser",
  [bin("@playwright/test", "cli.js"), "test", "-c", "e2e/playwright.config.ts", "--reporter=line,json"],
  journeys,
  (report: { stats: { expected: number; unexpected: number; flaky: number } }) => [
    report.stats.expected,
    report.stats.unexpected + report.stats.flaky,
  ],
);
rmSync(reports, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
