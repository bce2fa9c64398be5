import { describe, expect, test } from "vitest";
import { openWorld } from "@/lib/operations/world.fixture";

const { listRecents, rememberCustomer } = await import("./recents");
const at = (second: number) => new Date(Date.UTC(2027, 2, 2, 12, 0, second));
const customer = (n: number, app = "acme-ios") => ({
  app,
  profileId: `a0000000-0000-4000-8000-00000000000${n}`,
  customerUserId: `c${n}`,
});

describe("recents", () => {
  test("are the last eight customers an agent opened, newest first, each once", async () => {
    await openWorld();
    for (let n = 0; n < 9; n++) await rememberCustomer("alex", customer(n), at(n));
    await rememberCustomer("alex", customer(3), at(20));
    await rememberCustomer("alex", { ...customer(4), profileId: customer(4).profileId.toUpperCase() }, at(30));
    const recents = await listRecents("alex");
    expect(recents.map(({ customerUserId }) => customerUserId)).toEqual([
      "c4",
      "c3",
      "c8",
      "c7",
      "c6",
      "c5",
      "c2",
      "c1",
    ]);
    expect(recents[0]?.viewedAt).toBe(at(30).toISOString());
  });

  test("are kept by agent and by app", async () => {
    await openWorld();
    await rememberCustomer("alex", customer(1), at(1));
    await rememberCustomer("alex", customer(1, "acme-android"), at(2));
    await rememberCustomer("lena", customer(2), at(3));
    expect((await listRecents("alex")).map(({ app }) => app)).toEqual(["acme-android", "acme-ios"]);
    expect(await listRecents("nobody")).toEqual([]);
  });

  test("take a customer who was given an id since", async () => {
    await openWorld();
    await rememberCustomer("alex", { ...customer(1), customerUserId: null }, at(1));
    await rememberCustomer("alex", customer(1), at(2));
    expect(await listRecents("alex")).toMatchObject([{ customerUserId: "c1" }]);
  });

  test("leave the head untouched for a minute, and never the order", async () => {
    await openWorld();
    for (const [n, second] of [
      [1, 1],
      [1, 50],
      [2, 52],
      [1, 54],
    ] as const)
      await rememberCustomer("alex", customer(n), at(second));
    expect(await listRecents("alex")).toMatchObject([
      { viewedAt: at(54).toISOString() },
      { viewedAt: at(52).toISOString() },
    ]);
    await rememberCustomer("alex", customer(1), at(100));
    expect((await listRecents("alex"))[0]?.viewedAt).toBe(at(54).toISOString());
    await rememberCustomer("alex", customer(1), at(115));
    expect((await listRecents("alex"))[0]?.viewedAt).toBe(at(115).toISOString());
  });

  test("survive the same customer opened in many tabs at once", async () => {
    await openWorld();
    await Promise.all(Array.from({ length: 10 }, (_, n) => rememberCustomer("alex", customer(1), at(n))));
    expect(await listRecents("alex")).toHaveLength(1);
  });
});
