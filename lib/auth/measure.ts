import "server-only";
import type { AuditEvent } from "@/lib/audit/event";
import { recordDenied } from "@/lib/audit/record-alone";
import { oneInProcess } from "@/lib/world/one-in-process";
import { createThrottle, type Throttle } from "./throttle";
import { createWindow, type Window } from "./window";

const HOUR_MS = 3_600_000;
const MAX_KEYS = 10_000;
/** Whoever is told to wait may go on asking: once a minute is enough to know. */
const TOLD_MS = 60_000;

type Pair = { left: Window; told: Throttle };
const measures = oneInProcess("consoleMeasures", () => new Map<string, Pair>());

function open(name: string, perHour: number): Pair {
  const held = measures.get(name);
  if (held) return held;
  const made = {
    left: createWindow({ most: perHour, spanMs: HOUR_MS }),
    told: createThrottle({ capacity: 1, refillMs: TOLD_MS, maxKeys: MAX_KEYS }),
  };
  measures.set(name, made);
  return made;
}

/**
 * So many within any hour for each account, in this process; 0 is any number. Takes one and answers null, or says in a
 * sentence when to try again and records the refusal of `event` as "too_many". `what`: the plural of what is counted.
 */
export async function takeOne(
  { name, perHour, what }: { name: string; perHour: number; what: string },
  event: Omit<AuditEvent, "outcome">,
  now: number,
): Promise<string | null> {
  if (perHour === 0) return null;
  const { left, told } = open(name, perHour);
  const wait = left.take(event.actor.id, now);
  if (wait === 0) return null;
  if (told.take(event.actor.id, now) === 0)
    await recordDenied({ ...event, detail: { ...event.detail, code: "too_many" } });
  const minutes = Math.ceil(wait / 60_000);
  const next = `The next is open to you in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
  return `You have reached ${perHour} ${what} within an hour, the most for one account. ${next} Who needs more asks an admin.`;
}
