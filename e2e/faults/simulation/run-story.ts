import { type Adapty, openAdapty } from "./adapty";
import type { Story } from "./commands";
import { judge, type Outcome } from "./judge";
import { fillOffice } from "./office";
import { perform, type Scene } from "./perform";
import type { Sabotage } from "./sabotage";
import { setStage } from "./stage";
import { openStorage, type Storage } from "./storage";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What every story is played on: one database that was migrated once, and one Adapty. */
export type Theatre = { storage: Storage; adapty: Adapty };

export const openTheatre = async (): Promise<Theatre> => ({
  storage: await openStorage(fillOffice),
  adapty: openAdapty(),
});

/** A clock that was set by a few seconds is what every console has to live with; by more, what is quiet can be told no more. */
const KEPT_MS = 5_000;

/**
 * Plays a story to its end: what happens in it, then two days in which nothing goes wrong any more, so that all that is open
 * may be settled; then holds the journal against what really happened.
 */
export async function runStory({ storage, adapty }: Theatre, story: Story, sabotage?: Sabotage): Promise<Outcome> {
  const stage = await setStage(storage, adapty, story.seed, sabotage);
  const scene: Scene = { operations: [], requests: [] };
  try {
    for (const command of story.commands) {
      await stage.pass(command.wait);
      await perform(stage, scene, command);
    }
    // Whatever was called for at the very end still meets the faults that were planned for it.
    await stage.pass(MINUTE);
    stage.recover();
    await stage.pass(50 * HOUR);
    const clocksWereSet = story.commands.some(
      (command) => command.does === "set_clocks" && Math.abs(command.ms) > KEPT_MS,
    );
    if (!clocksWereSet) stage.book.judge();
    return await judge({ ...stage, clocksWereSet });
  } finally {
    stage.close();
  }
}
