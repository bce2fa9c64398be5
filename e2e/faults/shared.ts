import { setTimeout as wait } from "node:timers/promises";
import { SETTINGS_KEY } from "../../lib/settings/key";
import { defaultSettings } from "../../lib/settings/settings";
import { signIn } from "../bench/sign-in";
import type { Console } from "./console";
import { judge, tally } from "./judge";
import type { World } from "./world";
import { actions, fillIn, type Write } from "./writes";

const unexpected = (what: string) => {
  tally.unexpected += 1;
  console.log(what);
};

/** The same form goes through every console at once, several times: one row, one sending, and nobody is told anything else. */
export async function sendThroughAll(world: World): Promise<void> {
  const writes = await Promise.all(actions.map((action) => world.fillIn(action)));
  await Promise.all(
    writes.flatMap((write) => [...world.consoles, ...world.consoles].map((console) => write.send(console))),
  );
  await world.settle();
  for (const { action, customer, said } of writes) {
    const sends = world.proxy.callsAbout(customer.profileId).filter(({ method }) => method !== "GET").length;
    const told = await Promise.all(said);
    if (sends !== 1 || told.some((one) => !one?.done))
      unexpected(`the same ${action} through all at once: sent ${sends}, told ${JSON.stringify(told)}`);
  }
  await judge(
    world,
    writes.map((write) => ({ write })),
  );
}

const RACING = 50;

/** Of 50 grants that are sent at once when one is left of the day, through all consoles, exactly one is done. */
export async function raceForTheLast(world: World): Promise<void> {
  const { db, consoles } = world;
  const first = consoles[0] as Console;
  const cookie = await signIn(first.url, "agent");
  const fill = () => fillIn("grantAccess", first, cookie);
  const limits = defaultSettings("practice", ["acme-ios", "acme-android"]);
  limits.limits.agent.grantsPerDay = 2;
  const row = {
    key: SETTINGS_KEY,
    value: JSON.stringify(limits),
    updated_at: new Date().toISOString(),
    updated_by: "nobody",
  };
  await world.patiently(() => db.insertInto("setting").values(row).execute());
  const before = await fill();
  await before.send(first);
  const racing: Write[] = await Promise.all(Array.from({ length: RACING }, fill));
  const said = await Promise.all(racing.map((write, at) => write.send(consoles[at % consoles.length] as Console)));
  const done = said.filter((told) => told?.done).length;
  const turnedAway = said.filter((told) => told?.outcome === "not_sent").length;
  if (done !== 1 || turnedAway !== RACING - 1)
    unexpected(`${RACING} grants at limit-1: ${done} done, ${turnedAway} not sent`);
  await world.settle();
  await judge(
    world,
    [before, ...racing].map((write) => ({ write })),
  );
  await world.patiently(() => db.deleteFrom("setting").where("key", "=", SETTINGS_KEY).execute());
}

/** Longer than a console may take from its claim to the sending. */
const STOPPED_MS = 5_000;

/** Stops a console after its `statement`th statement, so long that another one takes its write over, and lets it go on; false when it was not met. */
async function stopOnce(world: World, victim: Console, statement: number): Promise<boolean> {
  const write = await world.fillIn(world.chance.pick(actions));
  victim.arm(statement, "SIGSTOP");
  let isOver = false;
  const sent = write.send(victim).finally(() => {
    isOver = true;
  });
  while (!isOver && !victim.isStopped()) await wait(20);
  const stopped = victim.isStopped();
  if (stopped) {
    tally.stops += 1;
    const passing = world.passMinute();
    await wait(STOPPED_MS);
    victim.goOn();
    await passing;
  }
  await sent;
  await victim.disarm();
  victim.goOn();
  await world.settle();
  await judge(world, [{ write }]);
  return stopped;
}

/** Stops each console in turn, after every statement of a write; `most` statements at most. */
export async function stopAndGoOn(world: World, most: number): Promise<void> {
  const { consoles } = world;
  let survived = 0;
  for (let statement = 1; statement <= most && survived < 3; statement += 1) {
    const victim = consoles[statement % consoles.length] as Console;
    survived = (await stopOnce(world, victim, statement)) ? 0 : survived + 1;
  }
}
