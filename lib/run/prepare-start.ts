import "server-only";
import { ensureSetupLink } from "@/lib/auth/set-up";
import { startEmulator } from "@/lib/emulator/listener";
import { env } from "@/lib/env";

/** Runs once when the console's server starts: the emulator in practice mode, the one-time set-up link in live mode. */
export async function prepareStart(): Promise<void> {
  if (env.ownEmulator) {
    const emulator = await startEmulator(env.emulator);
    console.log(`Practice mode: nothing here is real. Adapty is played by the emulator at ${emulator.url}`);
  }
  await ensureSetupLink();
  console.log(`Support console: ${env.publicUrl}`);
}
