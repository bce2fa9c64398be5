import { gzipSync } from "node:zlib";
import type { Browser } from "@playwright/test";
import { withBrowser, withColdPage } from "./cold-browser";
import { atMost, type Figure, kb, ms, printTable, spread, times } from "./report";
import { medianOf, ratioOf, takeTurns } from "./statistics";
import { CUSTOMER, openBarePage, openWorld } from "./world";

const ROUNDS = 9;
const LIMIT_BYTES = 40_000;
const LIMIT_TIMES = 1.6;
const FACTS = [CUSTOMER, "premium_monthly", "coins_100"];

type Visit = { url: string; cookie?: string };
type Script = { name: string; bytes: number };

/** Every script that a cold visit loads before anything is clicked, each by its size after gzip -9. */
async function listScripts(browser: Browser, visit: Visit): Promise<Script[]> {
  return withColdPage(browser, visit, async (page) => {
    const scripts: Promise<Script>[] = [];
    page.on("response", (response) => {
      if (!/javascript/.test(response.headers()["content-type"] ?? "")) return;
      const name = new URL(response.url()).pathname.split("/").at(-1) ?? "";
      scripts.push(response.body().then((body) => ({ name, bytes: gzipSync(body, { level: 9 }).length })));
    });
    await page.goto(visit.url, { waitUntil: "networkidle" });
    return Promise.all(scripts);
  });
}

/**
 * Runs in the page: the moment at which the browser painted the first frame with every fact in it, as its own paint timing
 * tells it. A timer set in that frame would wait for the scripts that come after it, and a look at the layout would cost the
 * larger page more than is measured.
 */
function watchFacts(facts: string[]) {
  const look = new MutationObserver(() => {
    const text = document.querySelector("main")?.textContent ?? "";
    if (!facts.every((fact) => text.includes(fact))) return;
    look.disconnect();
    const hereAt = performance.now();
    new PerformanceObserver((paints) => {
      const [first] = paints.getEntriesByName("first-contentful-paint") as (PerformanceEntry & {
        paintTime?: number;
      })[];
      if (!first) return;
      if ((first.paintTime ?? first.startTime) >= hereAt) Object.assign(window, { factsAt: first.startTime });
      else requestAnimationFrame(() => setTimeout(() => Object.assign(window, { factsAt: performance.now() })));
    }).observe({ type: "paint", buffered: true });
  });
  look.observe(document, { childList: true, subtree: true });
}

/** Milliseconds from the start of a navigation, with nothing cached, until all wanted facts are on screen. */
async function timeFacts(browser: Browser, visit: Visit, throttle: number): Promise<number> {
  return withColdPage(browser, { ...visit, throttle }, async (page) => {
    await page.addInitScript(watchFacts, FACTS);
    await page.goto(visit.url, { waitUntil: "commit" });
    const at = await page.waitForFunction(() => (window as { factsAt?: number }).factsAt);
    return (await at.jsonValue()) ?? Number.NaN;
  });
}

const sum = (scripts: Script[]) => scripts.reduce((total, { bytes }) => total + bytes, 0);

/** First-load JS of the customer page and its cold navigation, against the bare page. */
export async function measureJs(): Promise<Figure[]> {
  const world = await openWorld();
  const { console, path } = world;
  const bare = await openBarePage(world);
  const visits = { bare: { url: bare + path }, console: { url: console.url + path, cookie: console.cookie } };
  return withBrowser(async (browser) => {
    const scripts = {
      bare: await listScripts(browser, visits.bare),
      console: await listScripts(browser, visits.console),
    };
    const over = sum(scripts.console) - sum(scripts.bare);
    const target = `<= bare + ${kb(LIMIT_BYTES)}`;
    printTable(
      "First-load JS of the customer page, every script gzip -9",
      ["", "files", "bytes", "largest", "target"],
      (["bare", "console"] as const).map((name) => [
        name,
        String(scripts[name].length),
        kb(sum(scripts[name])),
        scripts[name]
          .map(({ bytes }) => bytes)
          .sort((a, b) => b - a)
          .slice(0, 4)
          .map(kb)
          .join(", "),
        name === "console" ? target : "",
      ]),
    );
    const cold = [];
    for (const throttle of [1, 4]) {
      const rounds = await takeTurns(ROUNDS, {
        bare: async () => [await timeFacts(browser, visits.bare, throttle)],
        console: async () => [await timeFacts(browser, visits.console, throttle)],
      });
      cold.push({ what: throttle === 1 ? "cold navigation" : `cold navigation, CPU ${throttle}x slower`, rounds });
    }
    const compared = cold.map(({ what, rounds }) => ({ what, rounds, ratio: ratioOf(rounds.console, rounds.bare) }));
    printTable(
      "Navigation until all wanted facts are on screen, nothing cached",
      ["", "bare", "console", "ratio", "spread", "target"],
      compared.map(({ what, rounds, ratio }) => [
        what,
        ms(medianOf(rounds.bare)),
        ms(medianOf(rounds.console)),
        times(ratio.ratio),
        spread(ratio),
        `<= ${LIMIT_TIMES}x`,
      ]),
    );
    return [
      {
        what: "first-load JS over the bare page",
        figure: kb(over),
        target: `<= ${kb(LIMIT_BYTES)}`,
        met: over <= LIMIT_BYTES,
      },
      ...compared.map(({ what, ratio }) => atMost(`${what} / bare page`, ratio, LIMIT_TIMES)),
    ];
  });
}
