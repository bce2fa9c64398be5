import { describe, expect, onTestFinished, test, vi } from "vitest";
import { database } from "@/lib/db/database.fixture";

vi.mock("@/lib/adapty/limits", async (original) => ({
  ...(await original<typeof import("@/lib/adapty/limits")>()),
  WRITE_TOTAL_MS: 1_000,
}));
const { fillForm, findOperation, lead, newCustomer, openWorld, passTime, QUIET_MS, sentFor, writeOperation } =
  await import("./world.fixture");
const { lose } = await import("./lost.fixture");
const { settleDue } = await import("./settle-due");
const { compareClocks } = await import("./compare-clocks");
const { clockAhead } = await import("@/lib/world/world");

const MINUTE = 60_000;

/** Once the clock goes right again. */
async function mend(db: Parameters<typeof compareClocks>[0]) {
  vi.useRealTimers();
  await compareClocks(db);
}

describe.runIf(database.type === "postgres")("F19: beside a PostgreSQL,", () => {
  test.each([
    { by: MINUTE, says: "ahead of" },
    { by: -MINUTE, says: "behind" },
  ])("a machine whose clock is $says the database's sends nothing, until it agrees again", async ({ by, says }) => {
    const { db } = await openWorld();
    onTestFinished(() => mend(db));
    const customer = await newCustomer();
    const input = await fillForm("access.grant", customer);
    passTime(by);
    await compareClocks(db);
    // The faked clock stands while the database's goes on.
    const message = expect.stringMatching(new RegExp(`is \\d+ s ${says} its database's`));
    expect(await writeOperation("access.grant", lead, input)).toMatchObject({
      error: { outcome: "not_sent", code: "clock_off", message },
    });
    expect((await sentFor(customer)).bodies).toEqual([]);
    await mend(db);
    expect(await writeOperation("access.grant", lead, input)).toMatchObject({ ok: true });
  });

  test("a machine whose clock is ahead gives nothing up that may be under way elsewhere", async () => {
    const { db, id } = await lose("reset");
    onTestFinished(() => mend(db));
    passTime(QUIET_MS + MINUTE);
    await compareClocks(db);
    expect(await settleDue()).toBe(1);
    expect(await findOperation(id)).toMatchObject({ state: "unknown", attempts: 1 });
  });

  test("a clock that is set is noticed before it is compared anew", async () => {
    const { db } = await openWorld();
    onTestFinished(() => mend(db));
    await compareClocks(db);
    expect(clockAhead()).toBe(0);
    passTime(-MINUTE);
    expect(Math.abs(clockAhead() + MINUTE)).toBeLessThan(1_000);
  });

  test("a second is no difference, nor what the question itself takes", async () => {
    const { db } = await openWorld();
    passTime(1_000);
    await compareClocks(db);
    expect(clockAhead()).toBe(0);
  });
});

test.runIf(database.type === "sqlite")("on SQLite there is but one clock", async () => {
  const { db } = await openWorld();
  passTime(MINUTE);
  await compareClocks(db);
  expect(clockAhead()).toBe(0);
});
