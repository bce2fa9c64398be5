import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { oneInProcess } from "@/lib/world/one-in-process";

export const REQUEST_ID = "x-request-id";
const READABLE = /^[\w-]{8,64}$/;

const requests = oneInProcess("consoleRequests", () => new AsyncLocalStorage<string>());

/** The id of a request: the one that a proxy of ours gave it, else a new one. */
export const mintRequestId = (given: string | undefined): string =>
  given !== undefined && READABLE.test(given) ? given : randomUUID();

/** What is done within, at once or later, belongs to this request. */
export const withRequestId = <Value>(id: string, run: () => Value): Value => requests.run(id, run);

/** The request that this is done for, where it is done for one. */
export const getRequestId = (): string | undefined => requests.getStore();
