import "server-only";
import { takeOne } from "@/lib/auth/measure";
import type { Actor } from "./event";

const PER_HOUR = 30;

/** A sentence when this account exported the record as often within an hour as it may. */
export const whyNoMoreExports = (actor: Actor, now: number): Promise<string | null> =>
  takeOne({ name: "exports", perHour: PER_HOUR, what: "exports" }, { actor, action: "audit.export" }, now);
