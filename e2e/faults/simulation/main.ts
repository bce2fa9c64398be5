import { parseArgs } from "node:util";
import { setLogLevel } from "../../../lib/log/log";
import type { Tally } from "./judge";
import { runFaults } from "./run-faults";
import { sabotages } from "./sabotage";
import { tellStory } from "./tell-story";

// `npm run faults -- --operations N --seed S`: consoles, a database and Adapty in one process, under one seed's faults; the last
// line tells what came of it. `--path P` plays one story that failed, `--sabotage NAME` shows that a broken console is noticed.

const { values } = parseArgs({
  options: {
    operations: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    path: { type: "string" },
    sabotage: { type: "string" },
  },
});

function readNumber(name: "operations" | "seed"): number {
  const number = Number(values[name]);
  if (Number.isInteger(number)) return number;
  console.error(`--${name} takes a whole number.`);
  process.exit(2);
}

const EVERY = 10_000;
const say = ({ operations, lost, doubled, unresolved, broken }: Tally) =>
  `operations ${operations}, lost ${lost}, doubled ${doubled}, unresolved ${unresolved}${broken ? `, otherwise wrong ${broken}` : ""}`;

const [operations, seed] = [readNumber("operations"), readNumber("seed")];
const { path } = values;
if (values.sabotage !== undefined && !Object.hasOwn(sabotages, values.sabotage)) {
  console.error(`--sabotage takes one of ${Object.keys(sabotages).join(", ")}.`);
  process.exit(2);
}
const sabotage = values.sabotage === undefined ? {} : sabotages[values.sabotage as keyof typeof sabotages];

setLogLevel("silent");
const began = performance.now();
let told = 0;
const { tally, done, stories, failure } = await runFaults({
  operations,
  seed,
  path,
  sabotage,
  onProgress: (so_far) => {
    if (so_far.operations < told + EVERY) return;
    told = so_far.operations;
    console.log(`so far: ${say(so_far)}`);
  },
});
const seconds = (performance.now() - began) / 1000;

if (failure) {
  console.log(tellStory(failure.story));
  for (const sentence of failure.wrong) console.log(`WRONG: ${sentence}`);
  console.log(`To play it again: npm run faults -- --seed=${failure.seed} --path ${failure.path}`);
} else {
  const { applied, rejected, not_applied, human, too_late, sent } = tally;
  console.log(
    `${stories} stories from seed ${seed} in ${Math.round(seconds)} s: ${sent} writes left a console; applied ${applied}, refused ${rejected}, not done ${not_applied}, left to a human ${human}, landed too late to be told ${too_late}`,
  );
  console.log(`Done: ${[...done].map(([name, count]) => `${name} ${count}`).join(", ")}`);
}
console.log(say(tally));
process.exit(failure ? 1 : 0);
