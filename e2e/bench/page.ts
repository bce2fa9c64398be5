import { authorization, PROFILE_PATH } from "./adapty";
import { countCalls } from "./calls";
import { timeMany } from "./first-byte";
import { atMost, type Figure, ms, printTable, spread, times } from "./report";
import { medianOf, p99Of, type Rounds, ratioOf, takeTurns } from "./statistics";
import { CUSTOMER, openBarePage, openWorld, UPSTREAM_DELAY_MS, type World } from "./world";

const ROUNDS = 7;
const LIMIT = 1.15;
const ALONE = { lanes: 1, count: 20 };
const TOGETHER = { lanes: 16, count: 160 };

const targetsOf = ({ upstream, profileId, path, console }: World, bare: string) => ({
  upstream: {
    url: upstream + PROFILE_PATH,
    headers: { authorization, "adapty-profile-id": profileId },
    marker: CUSTOMER,
  },
  bare: { url: bare + path, marker: CUSTOMER },
  console: { url: console.url + path, headers: { cookie: console.cookie }, marker: CUSTOMER },
});

async function race(world: World, bare: string, { lanes, count }: typeof ALONE) {
  const targets = targetsOf(world, bare);
  const speeds: Record<keyof typeof targets, Rounds> = { upstream: [], bare: [], console: [] };
  const contestant = (name: keyof typeof targets) => async () => {
    const { firsts, perSecond } = await timeMany(targets[name], lanes, count);
    speeds[name].push([perSecond]);
    return firsts;
  };
  const firsts = await takeTurns(ROUNDS, {
    upstream: contestant("upstream"),
    bare: contestant("bare"),
    console: contestant("console"),
  });
  return { firsts, speeds };
}

function tell(title: string, { firsts, speeds }: Awaited<ReturnType<typeof race>>) {
  const names = ["upstream", "bare", "console"] as const;
  printTable(
    title,
    ["", "first byte", "p99", "to bare", "spread", "requests/s", "to bare"],
    names.map((name) => {
      const ratio = ratioOf(firsts[name], firsts.bare);
      const speed = speeds[name].slice(1);
      return [
        name,
        ms(medianOf(firsts[name])),
        ms(p99Of(firsts[name])),
        times(ratio.ratio),
        spread(ratio),
        medianOf(speed).toFixed(0),
        times(ratioOf(speed, speeds.bare.slice(1)).ratio),
      ];
    }),
  );
  return ratioOf(firsts.console, firsts.bare);
}

/** The customer page against the bare page: time to the first byte with customer data, alone and with 16 at once. */
export async function measurePage(): Promise<Figure[]> {
  const world = await openWorld();
  const bare = await openBarePage(world);
  const at = `first byte with customer data, Adapty ${UPSTREAM_DELAY_MS} ms away, ${world.rows} rows`;
  const alone = tell(`Customer page alone: ${at}`, await race(world, bare, ALONE));
  const together = tell(`Customer page, ${TOGETHER.lanes} at once: ${at}`, await race(world, bare, TOGETHER));
  return [
    atMost("customer page alone / bare page", alone, LIMIT),
    atMost(`customer page, ${TOGETHER.lanes} at once / bare page`, together, LIMIT),
    ...(await countCalls(world)),
  ];
}
