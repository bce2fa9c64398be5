import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { createChance } from "./chance";
import { killAmongFaults, meetEveryFault, met, refuseConnections } from "./faulted";
import { tally } from "./judge";
import { killAtEveryStatement } from "./kills";
import { listFaults } from "./list-faults";
import { raceForTheLast, sendThroughAll, stopAndGoOn } from "./shared";
import { openWorld } from "./world";

// `npm run faults:real -- [--instances 2] [--seed S]`: drives the built console, or several on one database, through a fault proxy,
// kills and stops it, and holds the journal against the emulator's ledger: 0 or 1 effect for each operation, 1 if and only if the
// journal says applied. What landed after it was sent again took effect twice to the same end: allowed there alone, and counted.

/** A write takes fewer statements than this, whatever else the console does meanwhile. */
const STATEMENTS = Number(process.env.FAULTS_KILLS ?? 200);
const TOGETHER = 60;
const KILLS_AMONG_FAULTS = 12;
const AMONG_FAULTS = 20;

const { values } = parseArgs({
  options: { seed: { type: "string" }, instances: { type: "string", default: "1" }, only: { type: "string" } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const instances = Number(values.instances);
const chance = createChance(seed);
const world = await openWorld({ instances, chance, server: process.env.FAULTS_DATABASE_URL });
console.log(`${world.name}, ${instances} ${instances === 1 ? "console" : "consoles"}, seed ${seed}`);
const faults = listFaults(chance);

/** Is the record as it was written? By the command that an admin would give, with the files of each console. */
function verifyRecord(): void {
  for (const { auditFiles } of world.consoles) {
    const env = { ...process.env, ...auditFiles, DATABASE_URL: world.databaseUrl };
    const verify = ["--conditions=react-server", "--import", "tsx", "lib/run/audit-verify.ts"];
    const { status, stdout, stderr } = spawnSync(process.execPath, verify, { env, encoding: "utf8" });
    console.log(`the record: ${(stdout + stderr).trim()}`);
    if (status !== 0) tally.unexpected += 1;
  }
}

type Part = [name: string, run: () => Promise<void>];

const parts: Part[] = [
  ["faults", () => meetEveryFault(world, faults, TOGETHER)],
  ["refused", () => refuseConnections(world)],
  ["same", () => sendThroughAll(world)],
  ["limits", () => raceForTheLast(world)],
  [
    "among",
    async () => {
      for (let kill = 0; kill < KILLS_AMONG_FAULTS; kill += 1) await killAmongFaults(world, faults, AMONG_FAULTS);
    },
  ],
  // What stands still needs another to take over.
  ...(instances > 1 ? [["stops", () => stopAndGoOn(world, STATEMENTS)] as Part] : []),
  ["kills", () => killAtEveryStatement(world, STATEMENTS)],
];

for (const [name, part] of parts) {
  if (values.only && !values.only.split(",").includes(name)) continue;
  const began = Date.now();
  const before = { ...tally };
  await part();
  const [operations, kills, stops] = [
    tally.operations - before.operations,
    tally.kills - before.kills,
    tally.stops - before.stops,
  ];
  console.log(
    `${name}: operations ${operations}, kills ${kills}, stops ${stops}, ${Math.round((Date.now() - began) / 1000)} s`,
  );
}
verifyRecord();
await world.close();

const { operations, kills, stops, lost, doubled, unresolved, unexpected, applied, resent, landedTwice } = tally;
console.log(`faults met: ${[...met].map(([name, times]) => `${name} ${times}`).join(", ")}`);
console.log(
  `applied ${applied}, of these sent once more by the console ${resent}, landed twice, to the same end: ${landedTwice}, stops ${stops}, other than expected ${unexpected}`,
);
console.log(`operations ${operations}, kills ${kills}, lost ${lost}, doubled ${doubled}, unresolved ${unresolved}`);
process.exit(lost + doubled + unresolved + unexpected === 0 && operations > 0 ? 0 : 1);
