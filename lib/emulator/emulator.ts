import "server-only";
import { Hono } from "hono";
import { createApi, refuse } from "./api";
import { createCalls } from "./calls";
import { DEFAULT_LEVEL } from "./catalogue";
import { createControls } from "./controls";
import { createCounters } from "./counters";
import { notImplemented } from "./envelope";
import { createFaultQueue } from "./faults";
import { renderPage } from "./page";
import { type EmulatorEnv, readKeys } from "./request";
import { seedCast } from "./seed";
import { openStore } from "./store";

export type EmulatorOptions = {
  /** The SQLite file, or ":memory:". */
  file: string;
  /** JSON object of further secret keys to app ids. */
  keys?: string;
  now?: () => number;
  strictInstallationMeta?: boolean;
  unknownProductLevel?: string | null;
};

/**
 * Our reading of Adapty's public documents as a Hono app, which only answers behind startEmulator, since it reads Node's own
 * requests: the server-side API v2 calls on profiles, set transaction, grant and revoke, stateful. Every refusal is Adapty's
 * error envelope. Source: Adapty's server-side API pages.
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

  app.onError(refuse);
  app.notFound((c) => refuse(notImplemented(c.req.method, c.req.path)));
  app.all("/api/*", createApi({ keys, calls, counters, faults, now }));
  app.route("/__emulator", createControls({ keys, store, faults, counters, now, reseed }));
  app.get("/", (c) => c.html(renderPage(new URL(c.req.url).origin, now())));

  return { app, seeded: store.settled(), close: () => store.close() };
}
