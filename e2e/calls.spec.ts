import { readAsked } from "./fixtures/asked";
import { readCounters, seedCustomer } from "./fixtures/emulator";
import { expect, test } from "./fixtures/test";

const READ = "GET /api/v2/server-side-api/profile/";

test("all journeys together: a view asks Adapty once, a write once and once more for its check", async ({ as }) => {
  await (await as("viewer")).goto((await seedCustomer()).path);
  const { views, actions } = readAsked();
  const { requests = {}, faulted = 0 } = (await readCounters()).callers["adapty-support-console"] ?? {};
  const reads = requests[READ] ?? 0;
  const writes = Object.values(requests).reduce((sum, count) => sum + count, 0) - reads;
  console.log(
    `${views} views and ${actions} actions: ${reads} reads and ${writes} writes, ${faulted} calls met a fault`,
  );
  expect(reads).toBeGreaterThan(0);
  // A call that met a fault is not counted but allows one more read: the retry, or the look at what became of a write.
  expect(reads).toBeLessThanOrEqual(views + actions + faulted);
  expect(writes).toBeLessThanOrEqual(actions);
});
