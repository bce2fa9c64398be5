import { beforeAll, describe, expect, test } from "vitest";
import { played } from "./faults/simulation/forms";
import { regressions } from "./faults/simulation/regressions";
import { type Report, runFaults } from "./faults/simulation/run-faults";
import { openTheatre, runStory, type Theatre } from "./faults/simulation/run-story";
import { type SabotageName, sabotages } from "./faults/simulation/sabotage";
import { tellStory } from "./faults/simulation/tell-story";

const MINUTE = 60_000;
const HALF_AN_HOUR = 30 * MINUTE;

const sayFailure = ({ failure }: Report) => failure && [tellStory(failure.story), ...failure.wrong].join("\n");

describe("simulated consoles", () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await openTheatre();
  });

  test(
    "lose nothing and do nothing twice in 10,000 operations",
    async () => {
      const report = await runFaults({ operations: 10_000, seed: 1 });
      expect(sayFailure(report)).toBeUndefined();
      expect(report.tally).toMatchObject({ lost: 0, doubled: 0, unresolved: 0, broken: 0 });
      expect(report.tally.operations).toBeGreaterThanOrEqual(10_000);
      // Most of what was asked for is done, or the stories are about nothing.
      expect(report.tally.applied).toBeGreaterThan(2_500);
      expect([...report.done.keys()].sort()).toEqual(Object.keys(played).sort());
    },
    HALF_AN_HOUR,
  );

  test.each(Object.entries(regressions))("no longer do what one did who %s", async (_, story) => {
    expect((await runStory(theatre, story)).wrong).toEqual([]);
  });

  test("do the same under the same seed, and something else under another", async () => {
    const play = async (seed: number) => (await runFaults({ operations: 100, seed })).tally;
    const first = await play(5);
    expect(await play(5)).toEqual(first);
    expect(await play(6)).not.toEqual(first);
  });

  test.each(Object.keys(sabotages) as SabotageName[])(
    "are noticed when they are broken on purpose: %s",
    async (name) => {
      const { failure, tally } = await runFaults({
        operations: 2_000,
        seed: 1,
        sabotage: sabotages[name],
        asFound: true,
      });
      expect(failure?.wrong.length).toBeGreaterThan(0);
      expect(tally.operations).toBeLessThan(1_000);
    },
    10 * MINUTE,
  );

  test("tell of a story that goes wrong how to play it again", async () => {
    const sabotage = sabotages.trust_a_500;
    const { failure } = await runFaults({ operations: 2_000, seed: 1, sabotage });
    if (!failure) throw new Error("Nothing went wrong.");
    const again = await runFaults({ operations: 1, seed: failure.seed, path: failure.path, sabotage });
    expect(again.failure?.story).toEqual(failure.story);
    expect(again.failure?.wrong).toEqual(failure.wrong);
  });
});
