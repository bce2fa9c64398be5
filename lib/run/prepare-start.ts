import "server-only";
import { keepTelling } from "@/lib/alerts/keep-telling";
import { keepArchives } from "@/lib/audit/keep-archives";
import { keepCheckpoints } from "@/lib/audit/keep-checkpoints";
import { ensureSetupLink } from "@/lib/auth/set-up";
import { clearOut } from "@/lib/customers/clear-out";
import { keepRetention } from "@/lib/customers/keep-retention";
import { getDatabase } from "@/lib/db/database";
import { type RunningEmulator, startEmulator } from "@/lib/emulator/listener";
import { env } from "@/lib/env";
import { watchAdapty } from "@/lib/health/watch-adapty";
import { setLogLevel } from "@/lib/log/log";
import { takeOverConsole } from "@/lib/log/take-over";
import { beginCounters } from "@/lib/metrics/begin-counters";
import { measureProcess } from "@/lib/metrics/metrics";
import { keepComparingClocks } from "@/lib/operations/compare-clocks";
import { keepSettling } from "@/lib/operations/keep-settling";
import { eraseWhoIsBack, keepNoticingRestores, noticeRestored } from "@/lib/restore/watch";
import { createDoor } from "./door";
import { guard, listServers } from "./guard-server";
import { whyBelowFloor } from "./security-floor";
import { END_MS, stopOnSignal } from "./stop";

/** What a start that failed for its configuration is told: the variable, what is wrong, what to set. */
function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return "EMULATOR_PORT is taken by another program: stop that, or set another port.";
  return message.startsWith("EMULATOR_KEYS")
    ? message
    : `EMULATOR_FILE, DATABASE_URL, AUDIT_KEY_FILE or AUDIT_CHECKPOINT_FILE cannot be opened: ${message}.`;
}

let emulator: RunningEmulator | undefined;

/** Guards the server that Next has begun to listen with, however it was started, and ends it in order when it is told to. */
function whyUnguarded(): string | undefined {
  const development = process.env.NODE_ENV === "development";
  const [servers, door] = [listServers(), createDoor()];
  for (const server of servers)
    guard(server, { publicUrl: env.publicUrl, isOurProxy: env.isOurProxy, development, door });
  // In development Next has more to end than we know of.
  if (!development) stopOnSignal({ door, servers, alsoClose: () => emulator?.close });
  if (servers.length > 0) return undefined;
  return "The console does not start: it found no server of its own in this process to guard. Start it with npm start.";
}

/** As if the signal had come, which whoever is killed cannot pass on. */
function end(): void {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(143), END_MS).unref();
}

/** Runs once when the console's server starts: the emulator in practice mode, the one-time set-up link in live mode, what a restore or an erasure still owes, the checkpoints and archives of the record, and the runner that settles what is not confirmed and tells of what stays so. */
export async function prepareStart(): Promise<void> {
  // Whoever started this holds the other end of the channel, and lets go of it also when it is killed.
  if (process.connected) process.once("disconnect", end);
  const reason = whyBelowFloor(process.cwd()) ?? whyUnguarded();
  if (reason) {
    console.error(reason);
    process.exit(1);
  }
  setLogLevel(env.outside.logLevel);
  watchAdapty();
  measureProcess();
  beginCounters();
  try {
    if (env.ownEmulator) {
      emulator = await startEmulator(env.emulator);
      console.log(`Practice mode: nothing here is real. Adapty is played by the emulator at ${emulator.url}`);
    }
    if (env.standIn)
      console.log(
        `Adapty is answered by ${env.standIn}, as ADAPTY_URL says: this console sends nothing to Adapty itself.`,
      );
    if (await noticeRestored()) await eraseWhoIsBack();
    keepNoticingRestores();
    await ensureSetupLink();
    await clearOut(await getDatabase());
    await keepCheckpoints();
    keepArchives();
    keepRetention();
    await keepComparingClocks();
    await keepSettling(eraseWhoIsBack);
    keepTelling();
  } catch (error) {
    // Next would go on and serve a console that cannot work.
    console.error(explain(error));
    process.exit(1);
  }
  // In development whoever wrote it wants to see all of it.
  if (process.env.NODE_ENV !== "development") takeOverConsole();
  console.log(`Support console: ${env.publicUrl}`);
}
