import { expect, onTestFinished, test, vi } from "vitest";
import { countReads } from "@/lib/operations/lost.fixture";
import { forget, letGo, openWorld, plan } from "@/lib/operations/world.fixture";

const { readHealth } = await import("./read-health");
const { heardFor, watchAdapty } = await import("./watch-adapty");
const { env } = await import("@/lib/env");
watchAdapty();

const MINUTE = 60_000;

test("Adapty is asked once for each app where nothing was heard for 5 minutes, however often somebody looks", async () => {
  await openWorld();
  await forget();
  const now = Date.now();
  const look = (ms: number) => {
    vi.setSystemTime(now + ms);
    return readHealth(new Date(now + ms));
  };
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  await Promise.all([look(0), look(0), look(0)]);
  for (const minutes of [1, 2, 4]) await look(minutes * MINUTE);
  expect(await countReads()).toBe(env.apps.length);
  const parts = await look(6 * MINUTE);
  expect(await countReads()).toBe(2 * env.apps.length);
  for (const id of ["adapty", "key"])
    expect(parts.filter((part) => part.id === id).map(({ state }) => state)).toEqual(env.apps.map(() => "well"));
});

test("who looks while Adapty hangs is answered all the same, and the next one learns of it", async () => {
  await openWorld();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60 * MINUTE });
  onTestFinished(() => void vi.useRealTimers());
  await plan({ mode: "hold", times: env.apps.length });
  onTestFinished(async () => void (await letGo()));
  const told = () => env.apps.map(({ id }) => heardFor(id)?.last.code);
  await readHealth(new Date());
  expect(told()).not.toContain("timed_out");
  await expect.poll(told).toEqual(env.apps.map(() => "timed_out"));
});
