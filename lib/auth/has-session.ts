import "server-only";
import { getDatabase } from "@/lib/db/database";
import { findSession } from "./find-session";
import { hasEnded } from "./read-session";

/** Does this token open a session now? For the gate before Next's decoders; who it is and what they may is asked behind it. */
export async function hasSession(token: string, now: Date): Promise<boolean> {
  const held = await findSession(await getDatabase(), token);
  return held !== undefined && !held.disabledAt && !hasEnded(held, now);
}
