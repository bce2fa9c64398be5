import "server-only";
import { keepArchives } from "@/lib/audit/keep-archives";
import { keepCheckpoints } from "@/lib/audit/keep-checkpoints";
import { ensureSetupLink } from "@/lib/auth/set-up";
import { startEmulator } from "@/lib/emulator/listener";
import { env } from "@/lib/env";
import { whyBelowFloor } from "./security-floor";

/** What a start that failed for its configuration is told: the variable, what is wrong, what to set. */
function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return "EMULATOR_PORT is taken by another program: stop that, or set another port.";
  return message.startsWith("EMULATOR_KEYS")
    ? message
    : `EMULATOR_FILE, DATABASE_URL, AUDIT_KEY_FILE or AUDIT_CHECKPOINT_FILE cannot be opened: ${message}.`;
}

/** Runs once when the console's server starts: the emulator in practice mode, the one-time set-up link in live mode, the checkpoints and archives of the record. */
export async function prepareStart(): Promise<void> {
  const old = whyBelowFloor(process.cwd());
  if (old) {
    console.error(old);
    process.exit(1);
  }
  try {
    if (env.ownEmulator) {
      const emulator = await startEmulator(env.emulator);
      console.log(`Practice mode: nothing here is real. Adapty is played by the emulator at ${emulator.url}`);
    }
    await ensureSetupLink();
    await keepCheckpoints();
    keepArchives();
  } catch (error) {
    // Next would go on and serve a console that cannot work.
    console.error(explain(error));
    process.exit(1);
  }
  console.log(`Support console: ${env.publicUrl}`);
}
