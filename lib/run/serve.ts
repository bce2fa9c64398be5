import { spawn } from "node:child_process";
import { join } from "node:path";

export const next = join("node_modules", "next", "dist", "bin", "next");

/** A console that is told to end has done so by then: lib/run/stop. */
const ENDED_MS = 9_500;

/** Runs `next start` on the build there is, ends when it ends, and hands it the signals to end. */
export function serve({ host, port }: { host: string; port: string }): void {
  // By the channel it learns that this process is gone, even when that was killed: lib/run/prepare-start.
  const stdio = ["inherit", "inherit", "inherit", "ipc"] as const;
  const server = spawn(process.execPath, [next, "start", "-H", host, "-p", port], { stdio: [...stdio] });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      server.kill(signal);
      setTimeout(() => server.kill("SIGKILL"), ENDED_MS).unref();
    });
  server.on("exit", (code, signal) => process.exit(code ?? (signal ? 0 : 1)));
}
