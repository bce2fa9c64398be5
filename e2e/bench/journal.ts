import { inFolder, onEach, runBeside } from "./beside";
import type { OpenResult } from "./open-operations";
import { type Figure, ms, printTable, spread, times } from "./report";
import { medianOf, ratioOf, takeTurns } from "./statistics";
import { startEmulator } from "./world";

const OPEN = 1_000;
const RESTARTS = 3;
const ROUNDS = 5;
const START_UP_MS = 3_000;
const count = (number: number) => Math.round(number).toLocaleString("en");

type Written = { written: number; seconds: number };

/** Writes a second of so many instances of the console on one database. */
async function writeTogether(instances: number, url: string): Promise<number> {
  return inFolder(async (folder) => {
    const env = { DATABASE_URL: url, START_AT: String(Date.now() + START_UP_MS) };
    const each = await Promise.all(
      Array.from({ length: instances }, () => runBeside<Written>("journal-writes.ts", folder, env)),
    );
    return each.reduce((sum, { written, seconds }) => sum + written / seconds, 0);
  });
}

async function measureThroughput(database: string, url: string): Promise<Figure[]> {
  const { one, two } = await takeTurns(ROUNDS, {
    one: async () => [await writeTogether(1, url)],
    two: async () => [await writeTogether(2, url)],
  });
  const ratio = ratioOf(two, one);
  printTable(
    `Durable writes to the journal on ${database}, each two steps on disk with their events`,
    ["instances", "a second", "ratio", "spread"],
    [
      ["1", count(medianOf(one)), "", ""],
      ["2", count(medianOf(two)), times(ratio.ratio), spread(ratio)],
    ],
  );
  const figure = `${count(medianOf(one))} / ${count(medianOf(two))} a second`;
  return [{ what: `journal writes on ${database}, 1 / 2 instances`, figure, target: "", met: null }];
}

async function restart(url: string, open: number, name: string): Promise<OpenResult> {
  const emulator = await startEmulator(name);
  const env = { ADAPTY_URL: emulator, DATABASE_URL: url, OPEN: String(open) };
  return inFolder((folder) => runBeside<OpenResult>("open-operations.ts", folder, env));
}

async function measureRestart(database: string, urls: string[]): Promise<Figure[]> {
  const found: { none: number[]; many: number[]; settled: number[] } = { none: [], many: [], settled: [] };
  for (let round = 0; round < RESTARTS; round += 1) {
    const [none = "", many = ""] = urls.slice(2 * round);
    found.none.push((await restart(none, 0, `none-${database}-${round}`)).firstAnswerMs);
    const after = await restart(many, OPEN, `many-${database}-${round}`);
    found.many.push(after.firstAnswerMs);
    found.settled.push(after.settledMs);
  }
  const ratio = ratioOf([found.many], [found.none]);
  printTable(
    `A console that was killed, on ${database}`,
    ["open operations", "first 200 after", "all settled after"],
    [
      ["0", ms(medianOf([found.none])), ""],
      [count(OPEN), ms(medianOf([found.many])), ms(medianOf([found.settled]))],
    ],
  );
  const settled = `${(medianOf([found.settled]) / 1000).toFixed(1)} s`;
  return [
    {
      what: `first 200 after SIGKILL on ${database}, ${count(OPEN)} open`,
      figure: `${ms(medianOf([found.many]))}, ${times(ratio.ratio)} of none open`,
      target: "",
      met: null,
    },
    { what: `${count(OPEN)} open operations settled on ${database}`, figure: settled, target: "", met: null },
  ];
}

/** The journal: how fast it takes writes, by one console and by two, and how soon a killed console is back with a thousand of them open. */
export const measureJournal = (): Promise<Figure[]> =>
  onEach(1 + 2 * RESTARTS, async (database, [write = "", ...restarts]) => [
    ...(await measureThroughput(database, write)),
    ...(await measureRestart(database, restarts)),
  ]);
