import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import { after } from "@/lib/world/world";

/** How far Node's fetch is: it has not said so yet, it waits for a connection, or it has begun to send. */
type Progress = { stage: "unseen" | "waiting" | "sending" };

const calls = new AsyncLocalStorage<Progress>();
const requests = new WeakMap<object, Progress>();

// Source: "Diagnostics Channel Support" of undici, which is Node's fetch.
subscribe("undici:request:create", (message) => {
  const progress = calls.getStore();
  if (!progress) return;
  progress.stage = "waiting";
  requests.set((message as { request: object }).request, progress);
});
subscribe("undici:client:sendHeaders", (message) => {
  const progress = requests.get((message as { request: object }).request);
  if (progress) progress.stage = "sending";
});

/** No connection within the time for it: not a byte was sent, and none will be. */
export class NeverConnected extends Error {
  readonly code = "ERR_SOCKET_CONNECTION_TIMEOUT";
}

/**
 * Runs one fetch, which must take the signal it is handed. Gives up after `connectMs`, or when `signal` aborts: by
 * NeverConnected while the request surely still waited for its connection (its name looked up, TCP and TLS included), else by
 * the fetch's own error. Once it is being sent, `connectMs` has no say.
 */
export async function limitConnecting(
  connectMs: number,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> {
  const progress: Progress = { stage: "unseen" };
  const limit = new AbortController();
  const callOff = after(connectMs, () => progress.stage === "waiting" && limit.abort());
  const either = AbortSignal.any([signal, limit.signal]);
  try {
    return await calls.run(progress, () => run(either));
  } catch (cause) {
    if (either.aborted && progress.stage === "waiting") throw new NeverConnected("Never connected", { cause });
    throw cause;
  } finally {
    callOff();
  }
}
