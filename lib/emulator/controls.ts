import "server-only";
import { Hono } from "hono";
import type { AppId } from "./catalogue";
import type { Counters } from "./counters";
import { type FaultQueue, faultSchema } from "./faults";
import { type EmulatorEnv, readApp, readBytes } from "./request";
import { seedProfile, seedProfileSchema } from "./seed";
import type { Store } from "./store";
import { parseBody, validate } from "./validate";

const BODY_LIMIT = 64_000_000;

type Parts = {
  keys: Map<string, AppId>;
  store: Store;
  faults: FaultQueue;
  counters: Counters;
  now: () => number;
  reseed: () => void;
};

/**
 * The controls that tests use, under /__emulator/. They want one of the keys too: no page of another site can send that header.
 */
export function createControls({ keys, store, faults, counters, now, reseed }: Parts) {
  const controls = new Hono<EmulatorEnv>();

  controls.use(async (c, next) => {
    readApp(c, keys);
    await next();
  });

  controls.post("/reset", async (c) => {
    reseed();
    faults.clear();
    counters.clear();
    await store.settled();
    return c.json({ reset: true });
  });

  controls.post("/profiles", async (c) => {
    const app = readApp(c, keys);
    const seed = validate(seedProfileSchema, parseBody(await readBytes(c, BODY_LIMIT)));
    const data = store.write(() => seedProfile(store, app, seed, now()));
    await store.settled();
    return c.json({ data });
  });

  controls.post("/faults", async (c) => {
    const fault = validate(faultSchema, parseBody(await readBytes(c, BODY_LIMIT)));
    faults.add(fault);
    return c.json({ data: fault });
  });

  controls.delete("/faults", (c) => {
    faults.clear();
    return c.json({ cleared: true });
  });

  controls.delete("/holds", (c) => {
    faults.letGo();
    return c.json({ cleared: true });
  });

  controls.get("/counters", (c) => c.json(counters.read()));

  controls.get("/ledger", (c) => c.json(counters.readLedger()));

  controls.delete("/counters", (c) => {
    counters.clear();
    return c.json({ cleared: true });
  });

  return controls;
}
