import "server-only";
import { listenToTries, type Try } from "@/lib/adapty/tries";
import { log } from "@/lib/log/log";
import { getMetrics } from "@/lib/metrics/metrics";
import { oneInProcess } from "@/lib/world/one-in-process";
import { type Heard, hear } from "./heard";

const memory = oneInProcess("consoleHeard", () => new Map<string, Heard>());

/** What the calls of this app have told of Adapty since this process began; undefined where there was none. */
export const heardFor = (appId: string): Heard | undefined => memory.get(appId);

function tellLog({ app, method, path, tried, ms, kind, code, status }: Try): void {
  const facts = { app, method, path, tried, ms, code, status };
  if (kind === "ok") log.debug("Adapty answered.", facts);
  else if (kind === "refused") log.info("Adapty refused.", facts);
  else log.warn("Adapty gave no answer that can be used.", facts);
}

/** Adapty's own codes may be any, and each would be counted apart: of a refusal its status tells enough. */
const outcomeOf = ({ kind, code, status }: Try): string => (kind === "refused" ? `refused_${status}` : code);

/** Keeps in mind, in the log and in the metrics how Adapty answers from now on: no call is made for it. Call it once, when the console starts. */
export function watchAdapty(): void {
  listenToTries((one) => {
    const heard = hear(memory.get(one.app), one, Date.now());
    if (heard) memory.set(one.app, heard);
    tellLog(one);
    const { app, method, path, ms } = one;
    getMetrics().tries.observe({ app, method, path, outcome: outcomeOf(one) }, ms / 1_000);
  });
}
