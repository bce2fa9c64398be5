import type { Console } from "./console";
import { judge, tally } from "./judge";
import type { World } from "./world";
import { actions, type Write } from "./writes";

const TOGETHER = 3;

/** Sends these forms through every console and kills one before its `statement`th statement; false when it lived. */
async function killOnce(world: World, victim: Console, statement: number, writes: Write[]): Promise<boolean> {
  victim.arm(statement);
  const { consoles } = world;
  const from = consoles.indexOf(victim);
  const sent = writes.map((write, at) => write.send(consoles[(from + at) % consoles.length] as Console));
  const answers = await Promise.all(sent);
  const killed = answers.includes(null) || !victim.isAlive();
  if (killed) {
    await victim.ended();
    tally.kills += 1;
    await victim.start();
  } else await victim.disarm();
  await world.settle();
  await judge(
    world,
    writes.map((write) => ({ write })),
  );
  return killed;
}

/**
 * Kills each console in turn before every statement of a write, alone and while several run; `most` statements at most. The kind
 * of write turns from one statement to the next, and chance says with which it begins: other seeds let others meet a statement.
 */
export async function killAtEveryStatement(world: World, most: number): Promise<void> {
  const { consoles, chance } = world;
  for (const together of [1, Math.max(TOGETHER, consoles.length)]) {
    let turn = chance.below(actions.length);
    const next = () => actions[turn++ % actions.length] as Write["action"];
    let survived = 0;
    // Kinds differ in how many statements they take: it is over when each of them was survived.
    for (let statement = 1; statement <= most * together && survived < actions.length; statement += together) {
      const victim = consoles[statement % consoles.length] as Console;
      const writes = await Promise.all(Array.from({ length: together }, () => world.fillIn(next())));
      survived = (await killOnce(world, victim, statement, writes)) ? 0 : survived + 1;
    }
  }
}
