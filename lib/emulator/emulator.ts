import "server-only";
import { randomUUID } from "node:crypto";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { applyFault } from "./apply-fault";
import { createCalls } from "./calls";
import { DEFAULT_LEVEL } from "./catalogue";
import { createControls } from "./controls";
import { createCounters } from "./counters";
import { envelope, Refusal } from "./envelope";
import { createFaultQueue } from "./faults";
import { renderPage } from "./page";
import { type EmulatorEnv, logRequest, readApp, readBytes, readIdentity, readKeys } from "./request";
import { seedCast } from "./seed";
import { openStore } from "./store";
import { parseBody } from "./validate";

const BODY_LIMIT = 1_000_000;

export type EmulatorOptions = {
  /** The SQLite file, or ":memory:". */
  file: string;
  /** JSON object of further secret keys to app ids. */
  keys?: string;
  now?: () => number;
  strictInstallationMeta?: boolean;
  unknownProductLevel?: string | null;
};

const jsonHeaders = () => ({ "content-type": "application/json", "request-id": randomUUID() });

/**
 * Our reading of Adapty's public documents as a Request -> Response function: the server-side API v2 calls on profiles, set
 * transaction, grant and revoke, stateful. Every refusal is Adapty's error envelope. Source: Adapty's server-side API pages.
 */
export function createEmulator({ file, keys: extraKeys, now = Date.now, ...options }: EmulatorOptions) {
  const keys = readKeys(extraKeys);
  const store = openStore(file);
  const counters = createCounters();
  const calls = createCalls(
    store,
    {
      now,
      strictInstallationMeta: options.strictInstallationMeta ?? false,
      unknownProductLevel: options.unknownProductLevel === undefined ? DEFAULT_LEVEL : options.unknownProductLevel,
    },
    counters.effect,
  );
  const faults = createFaultQueue();
  const reseed = () => seedCast(store, now());
  if (!store.isSeeded()) reseed();
  const app = new Hono<EmulatorEnv>();

  app.onError((error, c) => {
    if (error instanceof Refusal) return c.body(JSON.stringify(envelope(error)), error.status, jsonHeaders());
    console.error(error);
    const broken = new Refusal(500, "emulator_error", null, "The emulator itself failed: see its log.");
    return c.body(JSON.stringify(envelope(broken)), 500, jsonHeaders());
  });

  app.notFound((c) => {
    const message = `The emulator does not implement ${c.req.method} ${c.req.path}`;
    return c.body(JSON.stringify(envelope(new Refusal(404, "not_found", null, message))), 404, jsonHeaders());
  });

  app.use("/api/*", async (c, next) => {
    const logged = logRequest(c, now());
    counters.request(logged);
    try {
      logged.body = await readBytes(c, BODY_LIMIT);
    } catch (error) {
      if (error instanceof Refusal) logged.status = error.status;
      throw error;
    }
    c.set("body", logged.body);
    const fault = faults.take(logged);
    const answer = fault ? await applyFault(fault, c, next) : void (await next());
    if (answer) {
      // Hono merges an answer into the one before it unless that one is taken away first.
      c.res = undefined;
      c.res = answer;
    }
    logged.status = answer === RESPONSE_ALREADY_SENT ? null : c.res.status;
  });

  for (const [name, call] of Object.entries(calls)) {
    const [method, path] = name.split(" ") as [string, string];
    app.on(method, path, (c) => {
      const appId = readApp(c, keys);
      const answer = call({ app: appId, identity: readIdentity(c), body: parseBody(c.get("body")) });
      return answer === null ? c.body(null, 204, { "request-id": randomUUID() }) : c.body(answer, 200, jsonHeaders());
    });
  }

  app.route("/__emulator", createControls({ keys, store, faults, counters, now, reseed }));
  app.get("/", (c) => c.html(renderPage(new URL(c.req.url).origin, now())));

  return { app, close: () => store.close() };
}
