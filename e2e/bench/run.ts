import { measureEmulator } from "./emulator";
import { measureHeavy } from "./heavy";
import { measureJournal } from "./journal";
import { measureJs } from "./js";
import { measurePage } from "./page";
import { stopAll } from "./processes";
import { measureReads } from "./reads";
import { measureRecord } from "./record";
import { type Figure, printSummary } from "./report";

// `npm run bench` measures everything, `npm run bench -- page` one part. Nothing here fails: times depend on the machine, so
// they are printed as ratios of contestants that took turns in one run.

const parts: Record<string, () => Promise<Figure[]>> = {
  page: measurePage,
  js: measureJs,
  emulator: measureEmulator,
  heavy: measureHeavy,
  record: measureRecord,
  journal: measureJournal,
  reads: measureReads,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`No part is called ${unknown.join(", ")}. The parts are: ${Object.keys(parts).join(", ")}.`);
  process.exit(1);
}

const began = performance.now();
const figures: Figure[] = [];
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) figures.push(...(await measure()));
  }
} finally {
  await stopAll();
}
printSummary(figures);
console.log(`\nTook ${((performance.now() - began) / 60_000).toFixed(1)} minutes.`);
