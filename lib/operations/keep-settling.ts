import "server-only";
import { repeat } from "@/lib/clock/repeat";
import { settleDue } from "./settle-due";

const LOOK_MS = 1_000;

/** Settles what is open for as long as the console runs, from its start on: lib/operations/settle-due. */
export function keepSettling(): void {
  repeat(async () => {
    await settleDue().catch((error: unknown) => {
      console.error("What is not confirmed yet could not be looked for.", String(error));
    });
  }, LOOK_MS);
}
