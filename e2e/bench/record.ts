import { APP, seedCustomer } from "./adapty";
import { inFolder, onEach, runBeside } from "./beside";
import { atMost, type Figure, ms, printTable, spread, times } from "./report";
import type { SearchResult } from "./search-record";
import { medianOf, ratioOf } from "./statistics";
import { startBeside, startEmulator, UPSTREAM_DELAY_MS } from "./world";
import type { WriteResult } from "./write-record";

const SMALL = 10_000;
const LARGE = Number(process.env.BENCH_EVENTS ?? 100_000);
const SEARCH_LIMIT = 2;
const WRITE_LIMIT = 1.1;

const count = (number: number) => number.toLocaleString("en");

type Urls = { SMALL_URL: string; LARGE_URL: string };

async function search(database: string, urls: Urls): Promise<Figure[]> {
  const result = await inFolder((folder) =>
    runBeside<SearchResult>("search-record.ts", folder, { ...urls, SMALL: String(SMALL), LARGE: String(LARGE) }),
  );
  const rows = result.searched.map((kind) => ({ ...kind, ratio: ratioOf(kind.large, kind.small) }));
  printTable(
    `Search of the record on ${database}: ${count(LARGE)} events against ${count(SMALL)}`,
    ["by", "small", "large", "ratio", "spread", "target"],
    rows.map(({ kind, small, large, ratio }) => [
      kind,
      ms(medianOf(small)),
      ms(medianOf(large)),
      times(ratio.ratio),
      spread(ratio),
      `<= ${SEARCH_LIMIT}x`,
    ]),
  );
  const { verdict, events, seconds } = result;
  const speed = `${count(Math.round(events / seconds))} a second`;
  console.log(`Verified ${count(events)} events in ${seconds.toFixed(1)} s: ${verdict}.`);
  return [
    ...rows.map(({ kind, ratio }) => atMost(`record on ${database}, ${kind}, large / small`, ratio, SEARCH_LIMIT)),
    { what: `record on ${database}, events verified`, figure: speed, target: "sound", met: verdict === "sound" },
  ];
}

async function measureWrite(database: string, url: string): Promise<Figure[]> {
  const emulator = await startEmulator(`record-emulator-${database}`);
  const upstream = await startBeside("delay.ts", { UPSTREAM: emulator, DELAY_MS: String(UPSTREAM_DELAY_MS) });
  const profileId = await seedCustomer(emulator, "bench.recorded", 2, 2);
  const { recorded, bare } = await inFolder((folder) =>
    runBeside<WriteResult>("write-record.ts", folder, {
      ADAPTY_URL: upstream,
      DATABASE_URL: url,
      PROFILE_ID: profileId,
    }),
  );
  const ratio = ratioOf(recorded, bare);
  printTable(
    `A grant in ${APP}, its two calls to Adapty ${UPSTREAM_DELAY_MS} ms away each, on ${database}`,
    ["", "median", "ratio", "spread", "target"],
    [
      ["the two calls alone", ms(medianOf(bare)), "", "", ""],
      [
        "with journal, limits, audit and chain",
        ms(medianOf(recorded)),
        times(ratio.ratio),
        spread(ratio),
        `<= ${WRITE_LIMIT}x`,
      ],
    ],
  );
  return [atMost(`write with journal, limits, audit and chain on ${database} / its calls alone`, ratio, WRITE_LIMIT)];
}

async function measureOn(database: string, [write = "", small = "", large = ""]: string[]): Promise<Figure[]> {
  const written = await measureWrite(database, write);
  return [...written, ...(await search(database, { SMALL_URL: small, LARGE_URL: large }))];
}

/** The record: searched when it is small and large, verified, and what it costs a write. */
export const measureRecord = (): Promise<Figure[]> => onEach(3, measureOn);
