import "server-only";
import { channel } from "node:diagnostics_channel";
import type { AdaptyFailure } from "./errors";

/**
 * One try of a call, once it is over: `ms` it took, `code` what the failure is called ("ok" where there was none), `clockMs` how
 * far Adapty's clock is ahead of ours, to half a second and what the way takes; null where it does not say. Names no customer.
 */
export type Try = {
  app: string;
  method: string;
  path: string;
  tried: number;
  key: "current" | "previous";
  ms: number;
  kind: "ok" | AdaptyFailure["kind"];
  code: string;
  status: number | undefined;
  clockMs: number | null;
};

/** By Node's own channel: one for all instances of a module that Next holds in one process. */
const tries = channel("console:adapty:try");

export const tellTry = (one: Try): void => tries.publish(one);

/** Hands over every try from now on. Call it once. */
export const listenToTries = (hear: (one: Try) => void): void => tries.subscribe((one) => hear(one as Try));
