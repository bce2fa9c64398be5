import "server-only";
import { oneInProcess } from "@/lib/world/one-in-process";

const held = oneInProcess("consoleLastLook", () => ({ at: null as number | null }));

/** When (ms) the runner of this process last asked its database what is to be looked for; null where it was never started. */
export const lastLook = (): number | null => held.at;

/** The runner is started, or at work, at that moment. */
export function noteLook(at: number): void {
  held.at = at;
}
