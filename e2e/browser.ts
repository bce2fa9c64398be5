import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

// The headless shell is the same engine without the browser around it: lighter on a small machine.
const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/** A Chromium for the journeys: CHROMIUM_PATH, one on PATH, or Playwright's own. Undefined when there is none. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  const installed = onPath();
  if (installed) return installed;
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

function installWithApt() {
  run("apt-get", ["update"]);
  return run("apt-get", ["install", "-y", "chromium-headless-shell"]) || run("apt-get", ["install", "-y", "chromium"]);
}

const run = (command: string, args: string[]) =>
  spawnSync(command, args, { stdio: "inherit", timeout: 300_000 }).status === 0;

/** Finds a Chromium, or installs one: by Playwright, else by apt-get as root. Throws a sentence when none can be had. */
export function findOrInstallBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  console.log("No Chromium found: installing one for the journeys ...");
  run(process.execPath, [join("node_modules", "@playwright", "test", "cli.js"), "install", "chromium"]);
  if (!findBrowser() && process.getuid?.() === 0) installWithApt();
  const installed = findBrowser();
  if (!installed) throw new Error("No Chromium could be found or installed. Install one, or name it in CHROMIUM_PATH.");
  return installed;
}

// Without a graphics card Chromium draws through a software GPU, several times slower than its plain software path.
export const browserArgs = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
