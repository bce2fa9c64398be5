import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { whyBelowFloor } from "./security-floor";
import { next, serve } from "./serve";
// Ends here with a sentence when a variable is wrong, before minutes of building.
import "@/lib/env";

// `npm start`: builds when a source file is newer than the last build, then serves.

const SOURCES = [
  "app",
  "components",
  "instrumentation.ts",
  "lib",
  "next.config.js",
  "package-lock.json",
  "proxy.ts",
  "public",
];
const BUILD = join(".next", "BUILD_ID");

function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return path.endsWith(".test.ts") ? 0 : stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const old = whyBelowFloor(process.cwd());
if (old) {
  console.error(old);
  process.exit(1);
}

process.env.NEXT_TELEMETRY_DISABLED = "1";
const port = process.env.PORT || "3000";
const host = process.env.HOST || "127.0.0.1";

if (!existsSync(BUILD) || Math.max(...SOURCES.map(newest)) > statSync(BUILD).mtimeMs) {
  console.log("Building the console (once, and again after a change). This may take a minute or two ...");
  // TypeScript 7 has been seen to repeat from its cache the error of a file that was mended since.
  rmSync(join(".next", "cache", ".tsbuildinfo"), { force: true });
  const built = spawnSync(process.execPath, [next, "build"], { stdio: ["ignore", "ignore", "inherit"] });
  if (built.status !== 0) {
    console.error("The build failed. The lines above say why; nothing was started.");
    process.exit(1);
  }
}

serve({ host, port });
