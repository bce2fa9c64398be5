import { access } from "./access";
import { extremes } from "./extremes";
import type { CastMember } from "./member";
import { atFrom } from "./purchases";
import { states } from "./states";
import { stores } from "./stores";

/** The practice customers, with dates relative to `now` (ms). Their ids are the same at every reset. */
export function createCast(now: number): CastMember[] {
  const at = atFrom(now);
  return [...states(at), ...access(at), ...stores(at), ...extremes(at)];
}
