import autocannon, { type Client } from "autocannon";
import { authorization, PROFILE_PATH, paidMonth, readProfile, seedCustomer, TRANSACTION_PATH } from "./adapty";
import { atLeast, type Figure, printTable, spread, times } from "./report";
import { medianOf, ratioOf, takeTurns } from "./statistics";
import { startBeside, startEmulator } from "./world";

const ROUNDS = 15;
const SECONDS = 1;
const WARM_UP_SECONDS = 4;
const CONNECTIONS = 32;
const CUSTOMERS = 64;
const LIMIT = 0.7;

async function seedBoth(emulator: string, bare: string): Promise<string[]> {
  const ids: string[] = [];
  const copy = async (customerUserId: string) => {
    const profile = await readProfile(emulator, customerUserId);
    await fetch(bare, { method: "PUT", body: JSON.stringify(profile) });
  };
  // The emulator's file holds this one too: files of one size cost the same to write to.
  await copy("heavy.10k");
  for (let index = 0; index < CUSTOMERS; index++) {
    const customerUserId = `bench.load.${index}`;
    ids.push(await seedCustomer(emulator, customerUserId, 4, 4));
    await copy(customerUserId);
  }
  return ids;
}

const headersFor = (id: string) => ({
  authorization,
  "adapty-profile-id": id,
  "content-type": "application/json",
});

const reads = (ids: string[]) => ids.map((id) => ({ method: "GET", path: PROFILE_PATH, headers: headersFor(id) }));

/**
 * Each customer's running month is sent again, at each connection's own price: SQLite writes no row that did not change, and
 * this way every one does, while no profile grows.
 */
const writes = (ids: string[], connection: number) => {
  const month = paidMonth("2000000700000", 3, 10);
  const body = JSON.stringify({ ...month, price: { ...month.price, value: 1 + connection } });
  return ids.map((id) => ({ method: "POST", path: TRANSACTION_PATH, headers: headersFor(id), body }));
};

/** Both take turns, once the runtime has compiled what each of them runs. */
async function race(emulator: string, bare: string, requestsOf: (connection: number) => ReturnType<typeof reads>) {
  const load =
    (url: string, duration = SECONDS) =>
    async () => {
      let connection = 0;
      const setupClient = (client: Client) => client.setRequests(requestsOf(connection++));
      const done = await autocannon({ url, connections: CONNECTIONS, duration, setupClient });
      if (done.non2xx + done.errors > 0) throw new Error(`${url}: ${done.non2xx} refused, ${done.errors} failed`);
      return [done.requests.average];
    };
  await load(bare, WARM_UP_SECONDS)();
  await load(emulator, WARM_UP_SECONDS)();
  return takeTurns(ROUNDS, { bare: load(bare), emulator: load(emulator) });
}

/** The emulator's throughput against node:http that does the same database work, both durable. */
export async function measureEmulator(): Promise<Figure[]> {
  const emulator = await startEmulator("loaded");
  const bare = await startBeside("bare-emulator.ts", {});
  const ids = await seedBoth(emulator, bare);
  const raced = [
    { what: "GET profile", rounds: await race(emulator, bare, () => reads(ids)) },
    { what: "POST transaction, durable", rounds: await race(emulator, bare, (connection) => writes(ids, connection)) },
  ].map(({ what, rounds }) => ({ what, rounds, ratio: ratioOf(rounds.emulator, rounds.bare) }));
  printTable(
    `Emulator against bare node:http with the same database work, ${CONNECTIONS} connections`,
    ["requests a second", "bare", "emulator", "ratio", "spread", "target"],
    raced.map(({ what, rounds, ratio }) => [
      what,
      medianOf(rounds.bare).toFixed(0),
      medianOf(rounds.emulator).toFixed(0),
      times(ratio.ratio),
      spread(ratio),
      `>= ${LIMIT}x`,
    ]),
  );
  return raced.map(({ what, ratio }) => atLeast(`emulator ${what} / bare node:http`, ratio, LIMIT));
}
