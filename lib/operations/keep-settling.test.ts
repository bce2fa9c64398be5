import { expect, onTestFinished, test, vi } from "vitest";
import { watchLog } from "@/lib/log/log.fixture";
import { openWorld } from "./world.fixture";

const { keepSettling } = await import("./keep-settling");
const { lastLook } = await import("./last-look");
const { getDatabase } = await import("@/lib/db/database");

test("the runner looks every second, outlives a database that is away, and tells of it once", async () => {
  const { db } = await openWorld();
  const lines = watchLog();
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  onTestFinished(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  const shared = globalThis as typeof globalThis & { consoleDatabase?: unknown };
  const away = Promise.reject(new Error("gone"));
  away.catch(() => {});
  shared.consoleDatabase = away;
  await keepSettling();
  expect(lines).toHaveLength(1);
  const started = lastLook() ?? 0;
  expect(Date.now() - started).toBeLessThan(60_000);
  for (let second = 0; second < 4; second += 1) await vi.advanceTimersByTimeAsync(1_001);
  expect(lines).toHaveLength(2);
  // Nothing was looked for, so Health goes on telling of the last time.
  expect(lastLook()).toBe(started);

  shared.consoleDatabase = Promise.resolve(db);
  expect(await getDatabase()).toBe(db);
  const asked = vi.spyOn(db, "executeQuery");
  const passSecond = async () => {
    await vi.advanceTimersByTimeAsync(1_001);
    return asked.mock.calls.length;
  };
  await expect.poll(passSecond).toBeGreaterThanOrEqual(3);
  expect(lines).toHaveLength(2);
  expect(lastLook()).toBeGreaterThan(started);
});
