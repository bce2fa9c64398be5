import fc from "fast-check";
import type { OperationName } from "../../../lib/operations/catalogue";
import { type Story, story } from "./commands";
import { emptyTally, type Tally } from "./judge";
import { openTheatre, runStory } from "./run-story";
import type { Sabotage } from "./sabotage";

/** Stories that come from one seed. */
const BATCH = 200;
const NEXT_SEED = 0x9e3779b1;

export type Run = {
  /** At least so many operations, told to the end of the story that reaches them. */
  operations: number;
  seed: number;
  /** Of one story, as a failure names it: only that one is played. */
  path?: string | undefined;
  sabotage?: Sabotage;
  /** Not made shorter: the story as it was found. */
  asFound?: true;
  /** After each batch. */
  onProgress?: (tally: Tally) => void;
};

/** The shortest story that was found to go wrong, and how to play it again. */
export type Failure = { seed: number; path: string; story: Story; wrong: string[] };
/** `done`: how often each operation was done. */
export type Report = { tally: Tally; done: Map<OperationName, number>; stories: number; failure?: Failure };

function add(tally: Tally, more: Tally): void {
  for (const name of Object.keys(tally) as (keyof Tally)[]) tally[name] += more[name];
}

/** Plays stories until there were so many operations, or one goes wrong: that one is told as short as it can be. */
export async function runFaults({ operations, seed, path, sabotage, asFound, onProgress }: Run): Promise<Report> {
  const theatre = await openTheatre();
  const tally = emptyTally();
  const done = new Map<OperationName, number>();
  let [stories, batchSeed] = [0, seed | 0];
  while (tally.operations < operations) {
    let isOver = false;
    const property = fc.asyncProperty(story, async (one) => {
      if (tally.operations >= operations && !isOver) return true;
      const outcome = await runStory(theatre, one, sabotage);
      if (!isOver) {
        add(tally, outcome.tally);
        for (const name of outcome.done) done.set(name, (done.get(name) ?? 0) + 1);
        stories += 1;
      }
      // What follows only makes the story shorter, and counts no more.
      if (outcome.wrong.length > 0) isOver = true;
      return outcome.wrong.length === 0;
    });
    const how = { seed: batchSeed, numRuns: BATCH, endOnFailure: Boolean(path ?? asFound) };
    const found = await fc.check(property, path ? { ...how, path } : how);
    if (found.failed && found.counterexample) {
      const [shortest] = found.counterexample;
      const { wrong } = await runStory(theatre, shortest, sabotage);
      const failure = { seed: batchSeed, path: found.counterexamplePath ?? "", story: shortest, wrong };
      return { tally, done, stories, failure };
    }
    if (path) break;
    onProgress?.(tally);
    batchSeed = (batchSeed + NEXT_SEED) | 0;
  }
  return { tally, done, stories };
}
