import "server-only";
import { randomUUID } from "node:crypto";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { applyFault } from "./apply-fault";
import type { Calls } from "./calls";
import type { AppId } from "./catalogue";
import type { Counters, LoggedRequest } from "./counters";
import { envelope, notImplemented, Refusal } from "./envelope";
import type { FaultQueue } from "./faults";
import { type EmulatorContext, logRequest, readApp, readBytes, readIdentity } from "./request";
import { parseBody } from "./validate";

const BODY_LIMIT = 1_000_000;

type Parts = { keys: Map<string, AppId>; calls: Calls; counters: Counters; faults: FaultQueue; now: () => number };

// Plain header objects: Hono's helpers build a Headers for more than one, which costs as much as answering from memory.
const json = (text: string, status = 200) =>
  new Response(text, { status, headers: { "content-type": "application/json", "request-id": randomUUID() } });

/** What an error answers: a Refusal itself, anything else a 500 and a line in the log. */
export function refuse(error: unknown): Response {
  if (error instanceof Refusal) return json(JSON.stringify(envelope(error)), error.status);
  console.error(error);
  return refuse(new Refusal(500, "emulator_error", null, "The emulator itself failed: see its log."));
}

/** Answers everything below /api/, as Adapty does or as a planned fault wants it, and logs it. */
export function createApi({ keys, calls, counters, faults, now }: Parts) {
  async function answer(c: EmulatorContext, { method, path, body }: LoggedRequest): Promise<Response> {
    try {
      const call = calls[`${method === "HEAD" ? "GET" : method} ${path}`];
      if (!call) throw notImplemented(method, path);
      const text = await call({ app: readApp(c, keys), identity: readIdentity(c), body: parseBody(body) });
      return text === null ? new Response(null, { status: 204, headers: { "request-id": randomUUID() } }) : json(text);
    } catch (error) {
      return refuse(error);
    }
  }

  async function respond(c: EmulatorContext, logged: LoggedRequest): Promise<Response> {
    try {
      logged.body = await readBytes(c, BODY_LIMIT);
    } catch (error) {
      return refuse(error);
    }
    const fault = faults.take(logged);
    counters.caller(logged, fault !== undefined);
    return fault ? applyFault(fault, c, { answer: () => answer(c, logged), hold: faults.hold }) : answer(c, logged);
  }

  return async (c: EmulatorContext): Promise<Response> => {
    const logged = logRequest(c, now());
    counters.request(logged);
    const response = await respond(c, logged);
    logged.status = response === RESPONSE_ALREADY_SENT ? null : response.status;
    return response;
  };
}
