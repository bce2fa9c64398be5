import { latestCheck } from "../../../lib/operations/check-times";
import { JournalUnavailable } from "../../../lib/operations/journal";
import { LOOK_MS } from "../../../lib/operations/keep-settling";
import { adoptForsaken, settleDue } from "../../../lib/operations/settle-due";
import { END_MS } from "../../../lib/run/stop";
import { dateNow } from "../../../lib/world/world";
import { createChance } from "../chance";
import type { Adapty } from "./adapty";
import { openBook } from "./book";
import { BEGINNING, type Console, startConsole } from "./console";
import type { Fault } from "./faults";
import { openLedger } from "./ledger";
import { openNetwork } from "./network";
import { customers } from "./office";
import type { Sabotage } from "./sabotage";
import type { Storage } from "./storage";
import { createTimeline } from "./timeline";

const CONSOLES = 3;

type Runner = { console: Console; nextLook: number; looking: boolean };

/** One story's world: three consoles on one storage, before one Adapty. */
export async function setStage(storage: Storage, adapty: Adapty, seed: number, sabotage: Sabotage = {}) {
  const chance = createChance(seed);
  const timeline = createTimeline();
  const ledger = openLedger(storage, timeline.now);
  const book = openBook(ledger, timeline.now);
  const network = openNetwork({ adapty, timeline, ledger, book, chance });
  const runners: Runner[] = [];
  const machine = { skew: 0 };
  storage.begin();
  await adapty.begin(() => BEGINNING + timeline.now(), customers);

  /** What a step of the runner may come to: nothing, or that the journal is not there just now. */
  async function settling(runner: Runner, step: () => Promise<unknown>): Promise<void> {
    runner.looking = true;
    try {
      await runner.console.run(step);
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) ledger.wrong.push(`a look failed: ${String(error)}`);
    }
    runner.looking = false;
    runner.nextLook = timeline.now() + LOOK_MS;
  }

  function start(at: number): Console {
    runners[at]?.console.kill();
    const console = startConsole({ storage, network, timeline, chance, sabotage, machine });
    const runner: Runner = { console, nextLook: timeline.now() + LOOK_MS, looking: false };
    runners[at] = runner;
    void settling(runner, () => adoptForsaken(dateNow()));
    return console;
  }

  /** Tells it to stop, now or when its next write leaves, which meets the fault `amid`; starts it again so many ms after it has ended. */
  function stop(at: number, { away, amid }: { away: number; amid: Fault | null }): void {
    const runner = runners[at] as Runner;
    const begin = () => {
      if (runner.console.isDead()) return;
      runner.console.stop();
      timeline.after(END_MS + away, () => {
        if (runners[at] === runner) start(at);
      });
    };
    if (amid) runner.console.amidNextWrite(amid, begin);
    else begin();
  }

  let read = { version: -1, at: [] as string[] };
  /** When (by the timeline) each of the open writes is to be looked for, by the clock of this console. */
  function dueBy({ console }: Runner): number {
    if (read.version !== storage.version()) {
      const rows = storage.all<{ at: string }>("select check_at as at from operation where check_at is not null");
      read = { version: storage.version(), at: rows.map(({ at }) => at).sort() };
    }
    const now = BEGINNING + console.skew() + timeline.now();
    if ((read.at.at(-1) ?? "") > latestCheck(new Date(now))) return timeline.now();
    return read.at[0] === undefined ? Number.POSITIVE_INFINITY : Date.parse(read.at[0]) - BEGINNING - console.skew();
  }

  /** The next look that finds anything: all before it would find nothing due, and are left out. */
  function nextLook(): { at: number; runner: Runner } | undefined {
    let first: { at: number; runner: Runner } | undefined;
    for (const runner of runners) {
      if (runner.looking || runner.console.isDead() || runner.console.isShut()) continue;
      const at = Math.max(runner.nextLook, dueBy(runner) + 1);
      if (!first || at < first.at) first = { at, runner };
    }
    return first;
  }

  /** Lets so much time pass, with all that happens in it. */
  async function pass(ms: number): Promise<void> {
    const end = timeline.now() + ms;
    await timeline.settle();
    for (;;) {
      const look = nextLook();
      if (look && look.at <= end && look.at < timeline.nextAt()) {
        timeline.jump(look.at);
        void settling(look.runner, settleDue);
        await timeline.drain();
      } else if (timeline.nextAt() <= end) await timeline.step();
      else {
        await timeline.settle();
        if (timeline.nextAt() > end && (nextLook()?.at ?? Number.POSITIVE_INFINITY) > end) break;
      }
    }
    timeline.jump(end);
  }

  for (let at = 0; at < CONSOLES; at++) start(at);
  return {
    adapty,
    storage,
    chance,
    timeline,
    ledger,
    book,
    network,
    pass,
    start,
    stop,
    /** By number; a dead one is of no use to anybody. */
    consoleAt: (at: number): Console => (runners[at % CONSOLES] as Runner).console,
    /** The clock that all of them and the database go by. */
    setClocks: (ms: number) => {
      machine.skew = ms;
    },
    /** Everything works again, and what had died is started again. */
    recover(): void {
      network.calm();
      machine.skew = 0;
      for (let at = 0; at < CONSOLES; at++) {
        const { console } = runners[at] as Runner;
        console.heal();
        if (console.isDead()) start(at);
      }
    },
    close: () => storage.end(),
  };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;
