import { Buffer } from "node:buffer";
import type { Kysely } from "kysely";
import { expect, test } from "vitest";
import { callAdapty } from "@/lib/adapty/client";
import { PROFILE } from "@/lib/adapty/paths";
import { getDatabase } from "@/lib/db/database";
import type { Schema } from "@/lib/db/schema";
import {
  clockAhead,
  dateNow,
  elapsed,
  hereInProcess,
  inWorld,
  mintId,
  randomFraction,
  randomHex,
  sleep,
  timeNow,
  type World,
} from "./world";

const AT = Date.parse("2031-05-06T07:08:09.000Z");

/** A world in which a second takes no time, and nothing lasts longer. */
function makeUp(name: string) {
  const calls: string[] = [];
  const world: World = {
    clock: {
      now: () => AT,
      elapsed: () => 42,
      ahead: () => 7,
      after: (ms, act) => {
        calls.push(`${name} waits ${ms}`);
        if (ms <= 1_000) queueMicrotask(act);
        return () => {};
      },
      soon: (act) => queueMicrotask(act),
    },
    random: { fraction: () => 0.5, bytes: (count) => Buffer.alloc(count, 7), id: () => name },
    network: async (input) => {
      calls.push(`${name} asks ${new URL(String(input)).pathname}`);
      return new Response("{}", { status: 503 });
    },
    storage: async () => name as unknown as Kysely<Schema>,
    inProcess: () => name as never,
  };
  return { world, calls };
}

test("everything is asked of the world at hand, also after it was waited for", async () => {
  const { world } = makeUp("one");
  await inWorld(world, async () => {
    await sleep(1_000);
    expect([timeNow(), dateNow().toISOString(), elapsed(), clockAhead()]).toEqual([
      AT,
      "2031-05-06T07:08:09.000Z",
      42,
      7,
    ]);
    expect([randomFraction(), randomHex(2), mintId()]).toEqual([0.5, "0707", "one"]);
    expect(await getDatabase()).toBe("one");
    expect(hereInProcess("consoleTest", () => "anything")).toBe("one");
  });
});

test("two worlds beside each other know nothing of each other", async () => {
  const [one, two] = [makeUp("one"), makeUp("two")];
  const mint = async () => {
    await sleep(1);
    return mintId();
  };
  expect(await Promise.all([inWorld(one.world, mint), inWorld(two.world, mint), inWorld(one.world, mint)])).toEqual([
    "one",
    "two",
    "one",
  ]);
});

test("Adapty is asked by the network of the world, and waited for by its clock", async () => {
  const { world, calls } = makeUp("one");
  const app = { id: "acme-ios", name: "Acme", secretKey: "key" };
  const identity = { profileId: "3286abd3-48b0-4e9c-a5f6-ac0a006804a6" };
  const answer = await inWorld(world, () =>
    callAdapty({ app, path: PROFILE, identity, method: "GET", answers: "profile" }),
  );
  expect(answer).toMatchObject({ ok: false, error: { code: "server_error" } });
  // The limits of the connection and of the whole, and the half of 400 and of 800 ms between the tries.
  const asks = `one asks ${PROFILE}`;
  const connects = "one waits 4000";
  const expected = ["one waits 8000", connects, asks, "one waits 200", connects, asks, "one waits 400", connects, asks];
  expect(calls).toEqual(expected);
});

test("outside of every world it is the real one", async () => {
  const isBetween = (read: () => number, real: () => number) => {
    const [before, told, after] = [real(), read(), real()];
    return before <= told && told <= after;
  };
  expect([isBetween(timeNow, Date.now), isBetween(elapsed, () => performance.now())]).toEqual([true, true]);
  const before = performance.now();
  await sleep(20);
  // A timer counts in whole milliseconds, and may be early by one.
  expect(performance.now() - before).toBeGreaterThanOrEqual(19);
  expect(mintId()).not.toBe(mintId());
  expect(randomHex(16)).toMatch(/^[0-9a-f]{32}$/);
});
