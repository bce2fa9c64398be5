import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "../fixtures/live";
import { expect, test } from "../fixtures/test";

const root = join(import.meta.dirname, "..", "..");

test("when what started the console is killed, the console ends too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "console-start-"));
  const port = String(await findFreePort());
  const serve = `import("./lib/run/serve.ts").then(({ serve }) => serve({ host: "127.0.0.1", port: "${port}" }))`;
  const { NODE_OPTIONS: _, ...variables } = process.env;
  const parent = spawn(process.execPath, ["--import", "tsx", "-e", serve], {
    cwd: root,
    stdio: "ignore",
    env: {
      ...variables,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: port,
      EMULATOR_PORT: "0",
      EMULATOR_FILE: join(folder, "emulator.db"),
      DATABASE_URL: `file:${join(folder, "console.db")}`,
    },
  });
  try {
    const ask = () =>
      fetch(`http://127.0.0.1:${port}/api/health`).then(
        ({ status }) => status,
        () => "nobody",
      );
    await expect.poll(ask, { timeout: 45_000 }).toBe(200);
    parent.kill("SIGKILL");
    await expect.poll(ask).toBe("nobody");
  } finally {
    parent.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
