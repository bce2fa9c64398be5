import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { next } from "../../lib/run/serve";
import { findFreePort } from "../bench/processes";

/** `checkpointFile`: where it is not a file of its own in `folder`. */
type Place = { adaptyUrl: string; databaseUrl: string; folder: string; checkpointFile?: string | undefined };

/** What the kill switch leaves in its file. */
const STOPPED = "stopped";
const killSwitch = join(import.meta.dirname, "kill-switch.mjs");

/** The built console in a process of its own, which can be killed at a statement that is counted, and started again. */
export async function createConsole({ adaptyUrl, databaseUrl, folder, checkpointFile }: Place) {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const killFile = join(folder, `kill-${port}`);
  const auditFiles = {
    AUDIT_KEY_FILE: join(folder, "audit.key"),
    AUDIT_CHECKPOINT_FILE: checkpointFile ?? join(folder, `checkpoints-${port}`),
  };
  let running: ChildProcess | undefined;
  process.once("exit", () => running?.kill("SIGKILL"));
  let ended: Promise<unknown> = Promise.resolve();

  async function start(): Promise<void> {
    const child = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
      stdio: "ignore",
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        NODE_OPTIONS: `--import ${killSwitch}`,
        KILL_FILE: killFile,
        PORT: String(port),
        ADAPTY_URL: adaptyUrl,
        DATABASE_URL: databaseUrl,
        SESSION_SECRET: "of the fault runs, which hold nothing real",
        LOOKS_PER_HOUR: "0",
        ...auditFiles,
      },
    });
    running = child;
    ended = once(child, "exit");
    for (let tried = 0; tried < 600; tried += 1) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error("The console did not start.");
      if ((await fetch(`${url}/api/health`).catch(() => null))?.ok) return;
      await wait(50);
    }
    throw new Error("The console never answered.");
  }

  return {
    url,
    auditFiles,
    start,
    /** Kills it before its `statement`th statement from now on, or stops it right after that, until `goOn`. */
    arm(statement: number, signal: "SIGKILL" | "SIGSTOP" = "SIGKILL"): void {
      writeFileSync(killFile, `${statement} ${signal}`);
      running?.kill("SIGUSR2");
    },
    /** From now on it lives; it may have died just before, of a statement that served nobody. */
    async disarm(): Promise<void> {
      writeFileSync(killFile, "0 SIGKILL");
      running?.kill("SIGUSR2");
      await wait(50);
      if (running?.exitCode !== null || running.signalCode !== null) await start();
    },
    kill(): void {
      running?.kill("SIGKILL");
    },
    /** Whether it stands still since it was armed. */
    isStopped: () => readFileSync(killFile, "utf8") === STOPPED,
    goOn(): void {
      running?.kill("SIGCONT");
    },
    isAlive: () => running?.exitCode === null && running.signalCode === null,
    ended: () => ended,
  };
}

export type Console = Awaited<ReturnType<typeof createConsole>>;
