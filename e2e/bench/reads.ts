import { join } from "node:path";
import { APP, seedCustomer } from "./adapty";
import { onEach } from "./beside";
import { timeMany } from "./first-byte";
import { converse, findFreePort, start, stopAll } from "./processes";
import { atMost, type Figure, ms, printTable, spread, times } from "./report";
import { signIn } from "./sign-in";
import { medianOf, quantile, type Rounds, ratioOf, takeTurns } from "./statistics";
import { startBeside, startEmulator, UPSTREAM_DELAY_MS } from "./world";

const CUSTOMER = "bench.read";
const PER_SECOND = 100;
const ROUNDS = 7;
const READS = 60;
const LIMIT = 1.2;
const p95 = (samples: number[]) => quantile(samples, 0.95);
const p95Of = (rounds: Rounds) => p95(rounds.flat());

async function measureOn(database: string, [url = ""]: string[]): Promise<Figure[]> {
  const emulator = await startEmulator(`reads-emulator-${database}`);
  const upstream = await startBeside("delay.ts", { UPSTREAM: emulator, DELAY_MS: String(UPSTREAM_DELAY_MS) });
  const profileId = await seedCustomer(emulator, CUSTOMER, 8, 20);
  const port = await findFreePort();
  const env = { ADAPTY_URL: upstream, DATABASE_URL: url };
  const run = ["--conditions=react-server", "--import", "tsx"];
  const console = await start({
    args: [...run, "lib/run/start.ts"],
    port,
    env: { ...env, PORT: String(port) },
    ready: "/api/health",
  });
  const headers = { cookie: await signIn(console, "lead") };
  const page = { url: `${console}/api/apps/${APP}/customers/${profileId}`, headers, marker: CUSTOMER };
  const tell = await converse({
    args: [...run, join("e2e", "bench", "operations-load.ts")],
    env: { ...env, EMULATOR: emulator, PER_SECOND: String(PER_SECOND) },
  });
  const reached: number[] = [];
  const read = async () => (await timeMany(page, 1, READS)).firsts;
  const { idle, busy } = await takeTurns(ROUNDS, {
    idle: read,
    busy: async () => {
      await tell("go");
      const began = performance.now();
      const firsts = await read();
      const seconds = (performance.now() - began) / 1000;
      reached.push(Number(await tell("stop")) / seconds);
      return firsts;
    },
  });
  const ratio = ratioOf(busy, idle, p95);
  printTable(
    `A customer read while another instance runs operations on the same ${database}, Adapty ${UPSTREAM_DELAY_MS} ms away`,
    ["operations a second", "median", "p95", "ratio of p95", "spread"],
    [
      ["0", ms(medianOf(idle)), ms(p95Of(idle)), "", ""],
      [medianOf([reached]).toFixed(0), ms(medianOf(busy)), ms(p95Of(busy)), times(ratio.ratio), spread(ratio)],
    ],
  );
  const perSecond = medianOf([reached]);
  // What was not reached says nothing of what it would have cost.
  if (!(perSecond >= 0.9 * PER_SECOND)) {
    const figure = `${times(ratio.ratio)} with ${perSecond.toFixed(0)} a second`;
    return [
      {
        what: `reads on ${database}, p95 with operations / idle`,
        figure,
        target: `${PER_SECOND} a second`,
        met: false,
      },
    ];
  }
  return [atMost(`reads on ${database}, p95 with ${PER_SECOND} operations a second / idle`, ratio, LIMIT)];
}

/** What agents wait for while operations run: a customer read from one console while another works on the same database. */
export const measureReads = (): Promise<Figure[]> =>
  onEach(1, async (database, urls) => {
    try {
      return await measureOn(database, urls);
    } finally {
      // Both consoles work on a database that is gone right after this.
      await stopAll();
    }
  });
