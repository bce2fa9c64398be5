import { setTimeout as wait } from "node:timers/promises";
import type { Console } from "./console";
import { judge, tally } from "./judge";
import type { Fault } from "./list-faults";
import { reply } from "./proxy";
import type { World } from "./world";
import { actions, type Write } from "./writes";

type Faulted = { write: Write; fault: Fault; alone?: boolean };

/** How often each fault met a write. */
export const met = new Map<string, number>();

async function prepare(world: World, asked: { action: Write["action"]; fault: Fault }[]): Promise<Faulted[]> {
  return Promise.all(
    asked.map(async ({ action, fault }) => {
      const write = await world.fillIn(action);
      world.proxy.poison({ customer: write.customer.profileId, toxic: fault.toxic });
      met.set(fault.name, (met.get(fault.name) ?? 0) + 1);
      return { write, fault };
    }),
  );
}

/** Settles, lets land what was buried meanwhile, and looks again for what was given up. */
async function settleAll(world: World): Promise<void> {
  await world.settle();
  await world.proxy.raise();
  await world.lookForLate();
}

async function run(world: World, faulted: Faulted[]): Promise<void> {
  await Promise.all(faulted.map(({ write }) => write.send(world.anyConsole())));
  await settleAll(world);
  await judge(
    world,
    faulted.map((one) => ({ ...one, alone: true })),
  );
}

/** Every fault alone in an otherwise idle world, then every fault on a write of every kind, `together` at once. */
export async function meetEveryFault(world: World, faults: Fault[], together: number): Promise<void> {
  for (const fault of faults) await run(world, await prepare(world, [{ action: world.chance.pick(actions), fault }]));
  const all = faults.flatMap((fault) => actions.map((action) => ({ action, fault })));
  for (let from = 0; from < all.length; from += together)
    await run(world, await prepare(world, all.slice(from, from + together)));
}

/** Nobody listens any more when it is to be sent, though the customer could just be read: nothing was sent, and so it says. */
export async function refuseConnections(world: World): Promise<void> {
  const { proxy } = world;
  const writes = await Promise.all(actions.map((action) => world.fillIn(action)));
  let read = 0;
  let goOn = () => {};
  const shut = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  for (const { customer } of writes) {
    proxy.poison({
      customer: customer.profileId,
      on: "read",
      async toxic({ response, pass }) {
        const answer = await pass();
        read += 1;
        if (read === writes.length) {
          proxy.shut();
          await wait(100);
          goOn();
        }
        await shut;
        reply(response, { ...answer, headers: { ...answer.headers, connection: "close" } });
      },
    });
  }
  const said = await Promise.all(writes.map((write) => write.send(world.anyConsole())));
  await proxy.open();
  const untrue = said.filter((told) => told?.outcome !== "not_sent" || !/Nothing was changed/.test(told.message));
  const sent = writes.filter(({ customer }) =>
    proxy.callsAbout(customer.profileId).some(({ method }) => method !== "GET"),
  );
  tally.unexpected += untrue.length + sent.length;
  if (untrue.length + sent.length > 0)
    console.log(`connection refused: sent ${sent.length}, told ${JSON.stringify(said)}`);
  met.set("connection refused", writes.length);
  await world.settle();
  await judge(
    world,
    writes.map((write) => ({ write })),
  );
}

/**
 * Writes of every kind meet any faults, some of them sent through two consoles at once, while one of the consoles is killed at
 * any moment.
 */
export async function killAmongFaults(world: World, faults: Fault[], together: number): Promise<void> {
  const { chance, consoles } = world;
  const asked = Array.from({ length: together }, () => ({ action: chance.pick(actions), fault: chance.pick(faults) }));
  const faulted = await prepare(world, asked);
  const victim = world.anyConsole();
  const countCalls = () =>
    faulted.reduce((sum, { write }) => sum + world.proxy.callsAbout(write.customer.profileId).length, 0);
  // Each write is a read, the sending, and often another read.
  const killedAt = countCalls() + chance.below(3 * together);
  const sent = faulted.flatMap(({ write }) => {
    const twice = consoles.length > 1 && chance.below(4) === 0;
    return (twice ? consoles : [world.anyConsole()]).map((console: Console) => write.send(console));
  });
  let isOver = false;
  void Promise.all(sent).then(() => {
    isOver = true;
  });
  while (!isOver && countCalls() < killedAt) await wait(5);
  victim.kill();
  await victim.ended();
  tally.kills += 1;
  await Promise.all([victim.start(), ...sent]);
  await settleAll(world);
  await judge(world, faulted);
}
