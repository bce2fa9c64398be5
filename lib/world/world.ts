import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes, randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import { oneInProcess } from "./one-in-process";
import { aheadOfStorage } from "./storage-clock";

/** All that the engine (lib/operations, lib/approvals, lib/audit, lib/adapty) knows of the world outside it. */
export type World = {
  clock: {
    /** Milliseconds since 1970 by the clock on the wall, which somebody may set. */
    now: () => number;
    /** Milliseconds by a clock that nobody sets. */
    elapsed: () => number;
    /** By how many milliseconds `now` is known to be wrong by the storage's clock, ahead of it or (less than 0) behind; else 0. */
    ahead: () => number;
    /** Does it in so many ms, unless it is called off by what this answers. */
    after: (ms: number, act: () => void) => () => void;
    /** Does it once all that is under way just now has had its turn. */
    soon: (act: () => void) => void;
  };
  /** `fraction` lies in 0..1; an `id` is a UUID. */
  random: { fraction: () => number; bytes: (count: number) => Buffer; id: () => string };
  network: typeof globalThis.fetch;
  storage: () => Promise<Kysely<Schema>>;
  /** What a process has one of, made at first use: lib/world/one-in-process. */
  inProcess: typeof oneInProcess;
};

const real: Omit<World, "storage"> = {
  clock: {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    ahead: () => aheadOfStorage(Date.now(), performance.now()),
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    soon: (act) => void setImmediate(act),
  },
  random: { fraction: Math.random, bytes: randomBytes, id: randomUUID },
  network: (input, init) => globalThis.fetch(input, init),
  inProcess: oneInProcess,
};

const given = new AsyncLocalStorage<World>();

/** Does this step, and all that follows from it, in that world instead of the real one. */
export const inWorld = <Value>(world: World, step: () => Value): Value => given.run(world, step);

const here = () => given.getStore() ?? real;

/** Date.now() and new Date() of the world at hand. */
export const timeNow = (): number => here().clock.now();
export const dateNow = (): Date => new Date(timeNow());
export const elapsed = (): number => here().clock.elapsed();
export const clockAhead = (): number => here().clock.ahead();
export const after: World["clock"]["after"] = (ms, act) => here().clock.after(ms, act);
export const soon: World["clock"]["soon"] = (act) => here().clock.soon(act);
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => void after(ms, resolve));
export const randomFraction = (): number => here().random.fraction();
export const randomHex = (bytes: number): string => here().random.bytes(bytes).toString("hex");
export const mintId = (): string => here().random.id();
export const network: World["network"] = (input, init) => here().network(input, init);
export const hereInProcess: typeof oneInProcess = (name, make) => here().inProcess(name, make);
/** Undefined in the real world, whose database lib/db opens. */
export const storageHere = (): Promise<Kysely<Schema>> | undefined => given.getStore()?.storage();
