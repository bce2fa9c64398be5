import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

export const REQUEST_ID = "x-request-id";
const READABLE = /^[\w-]{8,64}$/;

// Next holds several instances of a module in one process; what is under way must be known to all of them.
const shared = globalThis as typeof globalThis & { consoleRequests?: AsyncLocalStorage<string> };
shared.consoleRequests ??= new AsyncLocalStorage();
const requests = shared.consoleRequests;

/** The id of a request: the one that a proxy of ours gave it, else a new one. */
export const mintRequestId = (given: string | undefined): string =>
  given !== undefined && READABLE.test(given) ? given : randomUUID();

/** What is done within, at once or later, belongs to this request. */
export const withRequestId = <Value>(id: string, run: () => Value): Value => requests.run(id, run);

/** The request that this is done for, where it is done for one. */
export const getRequestId = (): string | undefined => requests.getStore();
