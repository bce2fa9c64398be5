import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { browserArgs, findBrowser } from "./browser";
import { canary } from "./fixtures/canary";
import { logFile } from "./fixtures/used-secrets";

// The workers read this file too: the folder and the ports are settled once, by the first process.
process.env.E2E_FOLDER ??= mkdtempSync(join(tmpdir(), "console-e2e-"));
const folder = process.env.E2E_FOLDER;
mkdirSync(folder, { recursive: true });

const CONSOLE_PORT = Number(process.env.E2E_PORT ?? 3710);
const EMULATOR_PORT = CONSOLE_PORT + 1;
const console = `http://127.0.0.1:${CONSOLE_PORT}`;
const emulator = `http://127.0.0.1:${EMULATOR_PORT}`;
process.env.E2E_EMULATOR = emulator;

export default defineConfig({
  testDir: ".",
  projects: [
    { name: "journeys", testMatch: "journeys/**/*.spec.ts", teardown: "afterwards" },
    { name: "afterwards", testMatch: ["calls.spec.ts", "leaks.spec.ts"] },
  ],
  outputDir: join(folder, "results"),
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: console,
    // A trace costs every journey half as much again: it is asked for when one failure is to be understood.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    permissions: ["clipboard-read", "clipboard-write"],
    // To draw what moves takes a quarter of the time of a form, without a graphics card.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: { executablePath: findBrowser(), args: browserArgs },
  },
  webServer: [
    {
      command: "node --conditions=react-server --import tsx lib/emulator/main.ts",
      url: emulator,
      cwd: "..",
      reuseExistingServer: false,
      env: {
        EMULATOR_PORT: String(EMULATOR_PORT),
        EMULATOR_FILE: join(folder, "emulator.db"),
        EMULATOR_KEYS: JSON.stringify({ [canary.ADAPTY_SECRET_KEY]: "acme-ios" }),
      },
    },
    {
      // What it said is searched when all journeys are over.
      command: `node node_modules/next/dist/bin/next start -H 127.0.0.1 -p ${CONSOLE_PORT} 2>&1 | tee "${logFile(folder)}" >&2`,
      url: `${console}/api/health`,
      cwd: "..",
      reuseExistingServer: false,
      env: {
        PORT: String(CONSOLE_PORT),
        ADAPTY_URL: emulator,
        // All journeys share a few practice accounts.
        LOOKS_PER_HOUR: "0",
        SESSION_SECRET: canary.SESSION_SECRET,
        DATABASE_URL: `file:${join(folder, "console.db")}`,
        NEXT_TELEMETRY_DISABLED: "1",
      },
    },
  ],
});
