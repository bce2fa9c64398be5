import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import { APP, readProfile, seedCustomer } from "./adapty";
import { withBrowser, withColdPage } from "./cold-browser";
import { interact, stepNames, watchInteractions } from "./interactions";
import { atMost, type Figure, kb, ms, printTable, spread, times } from "./report";
import { median, type Rounds, ratioOf, takeTurns } from "./statistics";
import { openWorld } from "./world";

const ROUNDS = 5;
const LIMIT_BYTES = 1.5;
const LIMIT_TIMES = 2;

type Visit = { url: string; cookie: string };

async function readHtml({ url, cookie }: Visit): Promise<Buffer> {
  return Buffer.from(await (await fetch(url, { headers: { cookie } })).arrayBuffer());
}

async function interactCold(browser: Browser, visit: Visit, throttle: number): Promise<number[]> {
  return withColdPage(browser, { ...visit, throttle }, async (page) => {
    await page.addInitScript(watchInteractions);
    await page.goto(visit.url, { waitUntil: "networkidle" });
    return interact(page);
  });
}

const slowestOf = (samples: number[]) => Math.max(...samples);
const worst = (rounds: Rounds) => median(rounds.map(slowestOf));

async function compareInteractions(browser: Browser, visits: { small: Visit; heavy: Visit }, throttle: number) {
  const rounds = await takeTurns(ROUNDS, {
    small: () => interactCold(browser, visits.small, throttle),
    heavy: () => interactCold(browser, visits.heavy, throttle),
  });
  const perStep = (which: Rounds, step: number) => median(which.map((samples) => samples[step] ?? Number.NaN));
  const ratio = ratioOf(rounds.heavy, rounds.small, slowestOf);
  printTable(
    `Slowest interaction of each step${throttle === 1 ? "" : `, CPU ${throttle}x slower`} (told in steps of 8 ms, from 16 ms)`,
    ["", "small", "heavy", "ratio", "spread", "target"],
    [
      ...stepNames.map((name, step) => [
        name,
        ms(perStep(rounds.small, step)),
        ms(perStep(rounds.heavy, step)),
        "",
        "",
        "",
      ]),
      [
        "slowest of all",
        ms(worst(rounds.small)),
        ms(worst(rounds.heavy)),
        times(ratio.ratio),
        spread(ratio),
        `<= ${LIMIT_TIMES}x`,
      ],
    ],
  );
  const what = `slowest interaction, 10,000 purchases / small${throttle === 1 ? "" : `, CPU ${throttle}x slower`}`;
  return atMost(what, ratio, LIMIT_TIMES);
}

/** The page of a customer with 10,000 purchases and 500 renewals against that of one with ten transactions. */
export async function measureHeavy(): Promise<Figure[]> {
  const { emulator, console } = await openWorld();
  const small = await seedCustomer(emulator, "bench.small", 4, 6);
  const heavy = (await readProfile(emulator, "heavy.10k")).profile_id;
  const visit = (id: string): Visit => ({ url: `${console.url}/${APP}/customers/${id}`, cookie: console.cookie });
  const visits = { small: visit(small), heavy: visit(heavy) };
  const html = { small: await readHtml(visits.small), heavy: await readHtml(visits.heavy) };
  const zipped = { small: gzipSync(html.small).length, heavy: gzipSync(html.heavy).length };
  const raw = { ratio: html.heavy.length / html.small.length };
  const gzip = { ratio: zipped.heavy / zipped.small };
  printTable(
    "HTML of the customer page: 10,000 purchases and 500 renewals against 10 transactions",
    ["", "small", "heavy", "ratio", "target"],
    [
      ["raw", kb(html.small.length), kb(html.heavy.length), times(raw.ratio), `<= ${LIMIT_BYTES}x`],
      ["gzip", kb(zipped.small), kb(zipped.heavy), times(gzip.ratio), `<= ${LIMIT_BYTES}x`],
    ],
  );
  return withBrowser(async (browser) => [
    atMost("HTML, 10,000 purchases / small, raw", raw, LIMIT_BYTES),
    atMost("HTML, 10,000 purchases / small, gzip", gzip, LIMIT_BYTES),
    await compareInteractions(browser, visits, 1),
    await compareInteractions(browser, visits, 4),
  ]);
}
