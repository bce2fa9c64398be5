import type { Console } from "./console";
import { judge, tally } from "./judge";
import type { World } from "./world";

const TOGETHER = 3;

/** Sends comps through every console and kills one before its `statement`th statement; false when it lived. */
async function killOnce(world: World, victim: Console, statement: number, together: number): Promise<boolean> {
  const writes = await Promise.all(Array.from({ length: together }, () => world.fillIn("grantComp")));
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

/** Kills each console in turn before every statement of a write, alone and while several run; `most` statements at most. */
export async function killAtEveryStatement(world: World, most: number): Promise<void> {
  const { consoles } = world;
  for (const together of [1, Math.max(TOGETHER, consoles.length)]) {
    let survived = 0;
    for (let statement = 1; statement <= most * together && survived < 3; statement += together) {
      const victim = consoles[statement % consoles.length] as Console;
      survived = (await killOnce(world, victim, statement, together)) ? 0 : survived + 1;
    }
  }
}
