import { END_MS } from "../../../lib/run/stop";
import { MOST_APART_MS } from "../../../lib/world/most-apart";
import { inWorld, type World } from "../../../lib/world/world";
import type { Chance } from "../chance";
import type { Fault } from "./faults";
import type { Network } from "./network";
import type { Sabotage } from "./sabotage";
import { stopIn } from "./stop-console";
import type { Storage } from "./storage";
import type { Timeline } from "./timeline";

/** When every story begins, at noon. */
export const BEGINNING = Date.parse("2026-03-27T12:00:00.000Z");

/** Each its own: one that all of them waited for would keep them all. */
const never = () => new Promise<never>(() => {});

/** A pause before a statement: how statements of two consoles come to lie between each other. */
const PAUSE_MS = 3;
/** A process that has much to do comes back to what it waits for later than it wanted. */
const LATE = 12;

/** `machine`: what all consoles and their database share. */
type Parts = {
  storage: Storage;
  network: Network;
  timeline: Timeline;
  chance: Chance;
  sabotage: Sabotage;
  machine: { skew: number };
};

/**
 * One console in a process of its own, as the engine sees it: it waits, stands still, dies at any await, has a clock that goes
 * wrong. What it was doing when it died never goes on.
 */
export function startConsole({ storage, network, timeline, chance, sabotage, machine }: Parts) {
  const who = {};
  let dead = false;
  let awaits = Number.POSITIVE_INFINITY;
  let stillUntil = 0;
  /** Of this console alone, which it notices by its database's clock, and of the whole machine, which nobody can. */
  let clockSkew = 0;
  let fullUntil = 0;
  let commitsToLose = 0;
  /** What it holds for as long as it runs. */
  const memory = new Map<string, unknown>();
  let atNextWrite: { fault?: Fault; act?: () => void } = {};
  let inside = 0;
  let isShut = false;

  function die(): void {
    dead = true;
    storage.forget(who);
  }

  function lives(): boolean {
    if (dead) return false;
    awaits -= 1;
    if (awaits <= 0) die();
    return !dead;
  }

  function after(ms: number, act: () => void): () => void {
    let callOff = () => {};
    const wake = () => {
      if (dead) return;
      if (timeline.now() < stillUntil) callOff = timeline.after(stillUntil - timeline.now(), wake);
      else inWorld(world, act);
    };
    callOff = timeline.after(ms, wake);
    return () => callOff();
  }

  const turn = () =>
    new Promise<void>((go) => {
      if (lives()) after(chance.fraction() * PAUSE_MS, () => lives() && go());
    });
  const check = (writes: boolean) => {
    if (writes && timeline.now() < fullUntil) {
      throw Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    }
  };
  const losesCommit = () => {
    if (commitsToLose === 0) return false;
    commitsToLose -= 1;
    return true;
  };
  const db = storage.connect({ turn, lives, check, losesCommit, broken: sabotage.storage }, who);

  const meets = () => {
    const { fault, act } = atNextWrite;
    atNextWrite = {};
    act?.();
    return fault;
  };
  const through = network.connect({ lives, after, meets });

  const world: World = {
    clock: {
      now: () => Math.floor(BEGINNING + clockSkew + machine.skew + timeline.now()),
      elapsed: () => timeline.now(),
      ahead: () => (Math.abs(clockSkew) > MOST_APART_MS ? clockSkew : 0),
      after: (ms, act) => after(ms + chance.fraction() * Math.min(ms, 150) * LATE * (ms < 1_000 ? 1 : 0), act),
      soon: (act) => void after(0, act),
    },
    random: { fraction: chance.fraction, bytes: chance.bytes, id: chance.id },
    network: sabotage.network?.(through) ?? through,
    storage: async () => db,
    inProcess: (name, make) => {
      if (!memory.has(name)) memory.set(name, make());
      return memory.get(name) as ReturnType<typeof make>;
    },
  };

  return {
    world,
    isDead: () => dead,
    skew: () => clockSkew + machine.skew,
    /** Does this as the console; what it answers never comes once it died, nor to who comes after it was told to stop. */
    async run<Value>(step: () => Promise<Value>): Promise<Value> {
      if (isShut) return never();
      inside += 1;
      try {
        return await inWorld(world, step);
      } finally {
        inside -= 1;
      }
    },
    kill: die,
    isShut: () => isShut,
    /** Does this when its next write leaves, which meets that fault. */
    amidNextWrite(fault: Fault, act: () => void): void {
      atNextWrite = { fault, act };
    },
    /** It lets nobody else in, and ends: at the latest after END_MS. */
    stop(): void {
      if (isShut) return;
      isShut = true;
      timeline.after(END_MS, die);
      stopIn(world, () => inside === 0).then(die, die);
    },
    /** It dies at its nth await from now on. */
    dieIn: (count: number) => {
      awaits = count;
    },
    standStill: (ms: number) => {
      stillUntil = Math.max(stillUntil, timeline.now() + ms);
    },
    setClock: (ms: number) => {
      clockSkew = ms;
    },
    fillDisk: (ms: number) => {
      fullUntil = timeline.now() + ms;
    },
    loseCommits: (count: number) => {
      commitsToLose = count;
    },
    heal(): void {
      atNextWrite = {};
      [awaits, stillUntil, clockSkew, fullUntil, commitsToLose] = [Number.POSITIVE_INFINITY, 0, 0, 0, 0];
    },
  };
}

export type Console = ReturnType<typeof startConsole>;
