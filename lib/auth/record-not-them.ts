import "server-only";
import type { Actor } from "@/lib/audit/event";
import { recordDenied } from "@/lib/audit/record-alone";
import { createThrottle } from "./throttle";

/** Whoever is told to wait may go on asking: once a minute is enough to know. */
const waits = createThrottle({ capacity: 1, refillMs: 60_000, maxKeys: 10_000 });

type NotThem = "wrong" | "wait" | "none";

/** Records that whoever sits at the session of `actor` gave a password or a code that is not theirs, or guessed too often. `now` in ms. */
export async function recordNotThem(
  actor: Actor,
  action: "own.confirm" | "own.change_password",
  code: NotThem | `${NotThem | "used" | "unreadable" | "wrong_recovery"}_code`,
  now: number,
): Promise<void> {
  if (code.startsWith("wait") && waits.take(`${action} ${actor.id}`, now) > 0) return;
  await recordDenied({ actor, action, target: { type: "account", id: actor.id }, detail: { code } });
}
