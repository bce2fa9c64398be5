import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { APPS } from "./catalogue";
import { day, monthly, PROFILE, startTestEmulator, TRANSACTION } from "./test-client";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
const hana = () => emulator.as("hana.never-subscribed");
const control = (method: string, path: string, body?: unknown) => emulator.send(method, `/__emulator${path}`, { body });
const counters = async () => (await control("GET", "/counters")).body as unknown as Counters;
type Counters = {
  requests: Record<string, number>;
  effects: Record<string, number>;
  callers: Record<string, { requests: Record<string, number>; faulted: number }>;
  last: { method: string; path: string; body: string; status: number | null; headers: Record<string, string> }[];
};

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await control("POST", "/profiles", { customer_user_id: "hana.never-subscribed" });
  await control("DELETE", "/faults");
  await control("DELETE", "/counters");
});

const raw = (path = PROFILE, init: RequestInit = {}) =>
  fetch(`${emulator.url}/api/v2/server-side-api${path}`, {
    ...init,
    headers: {
      authorization: `Api-Key ${APPS["acme-ios"].practiceKey}`,
      "adapty-customer-user-id": "hana.never-subscribed",
    },
  });
const rawSet = () => raw(TRANSACTION, { method: "POST", body: JSON.stringify(monthly()) });
const recorded = async () => (await hana().get()).body.data.subscriptions.length;

describe("the controls", () => {
  test.each([
    ["POST", "/reset"],
    ["POST", "/profiles"],
    ["POST", "/faults"],
    ["DELETE", "/faults"],
    ["GET", "/counters"],
    ["DELETE", "/counters"],
  ])("want a key for %s %s, so that no other site's page can reach them", async (method, path) => {
    const response = await fetch(`${emulator.url}/__emulator${path}`, {
      method,
      headers: { origin: "https://evil.example" },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("reset brings the cast back and takes everything else away", async () => {
    await emulator.as("stranger").create();
    await emulator.as("anna.subscribed").remove();
    await control("POST", "/faults", { mode: "status", status: 500 });
    await control("POST", "/reset");
    expect((await emulator.as("stranger").get()).status).toBe(404);
    expect((await emulator.as("anna.subscribed").get()).status).toBe(200);
    expect((await counters()).requests).toEqual({ "GET /api/v2/server-side-api/profile/": 2 });
  });

  test("seed a whole profile, instead of one with the same id", async () => {
    const seed = {
      customer_user_id: "seeded",
      custom_attributes: [{ key: "a", value: true }],
      transactions: [monthly()],
      grants: [{ access_level_id: "sports", expires_at: day(4), store_product_id: "adapty_dashboard_product" }],
    };
    const first = await control("POST", "/profiles", seed);
    const profile = (await emulator.as("seeded").get()).body.data;
    expect(first.body.data).toEqual({ profile_id: profile.profile_id, customer_user_id: "seeded" });
    expect(profile.access_levels.map((level) => level.store_product_id)).toEqual([
      "premium_monthly",
      "adapty_dashboard_product",
    ]);
    await control("POST", "/profiles", { customer_user_id: "seeded" });
    expect((await emulator.as("seeded").get()).body.data).toMatchObject({ subscriptions: [], custom_attributes: [] });
  });

  test("refuse a seed that Adapty could not hold", async () => {
    const seed = { customer_user_id: "wrong", transactions: [monthly({ expires_at: day(-11) })] };
    expect((await control("POST", "/profiles", seed)).body.error_code).toBe("expires_date_error");
    expect((await emulator.as("wrong").get()).status).toBe(404);
  });

  test("count by caller, and apart what met a fault", async () => {
    await control("POST", "/faults", { mode: "status", status: 503 });
    for (const caller of ["console", "console", "__proto__"]) {
      await emulator.api("GET", PROFILE, {
        headers: { "adapty-customer-user-id": "hana.never-subscribed", "user-agent": caller },
      });
    }
    const requests = { "GET /api/v2/server-side-api/profile/": 1 };
    expect(Object.entries((await counters()).callers)).toEqual([
      ["console", { requests, faulted: 1 }],
      ["__proto__", { requests, faulted: 0 }],
    ]);
  });

  test("count requests and effects, and keep what was sent", async () => {
    await control("DELETE", "/counters");
    await hana().set(monthly());
    await hana().set(monthly());
    await hana().set(monthly({ expires_at: day(-11) }));
    await hana().get();
    const { requests, effects, last } = await counters();
    expect(requests).toEqual({
      "POST /api/v2/server-side-api/purchase/set/transaction/": 3,
      "GET /api/v2/server-side-api/profile/": 1,
    });
    expect(effects).toEqual({ "transaction.recorded": 1, "transaction.updated": 1 });
    expect(last.map(({ status }) => status)).toEqual([200, 200, 400, 200]);
    expect(last[0]?.headers["adapty-customer-user-id"]).toBe("hana.never-subscribed");
    expect(JSON.parse(last[0]?.body ?? "")).toEqual(monthly());
    expect(JSON.stringify(last)).not.toContain("secret_practice");
  });
});

describe("a fault", () => {
  test("answers a status with body and headers instead of the call, which takes no effect", async () => {
    const headers = { "retry-after": "7", "x-own": "1" };
    const body = { errors: ["slow down"] };
    await control("POST", "/faults", { mode: "status", status: 429, headers, body });
    const response = await rawSet();
    expect([response.status, response.headers.get("retry-after"), await response.json()]).toEqual([429, "7", body]);
    expect(await recorded()).toBe(0);
  });

  test("can answer the same after the call took effect", async () => {
    await control("POST", "/faults", { mode: "status", status: 500, when: "after" });
    expect((await rawSet()).status).toBe(500);
    expect(await recorded()).toBe(1);
  });

  test("hits only the calls that match, as often as it says", async () => {
    const match = { method: "POST", path: "/set/transaction/", customerUserId: "hana.never-subscribed" };
    await control("POST", "/faults", { match, times: 2, mode: "status", status: 503 });
    expect((await hana().get()).status).toBe(200);
    expect((await emulator.as("ben.auto-renew-off").set(monthly())).status).toBe(200);
    expect([(await rawSet()).status, (await rawSet()).status, (await rawSet()).status]).toEqual([503, 503, 200]);
  });

  test("can be taken back", async () => {
    await control("POST", "/faults", { mode: "status", status: 503 });
    await control("DELETE", "/faults");
    expect((await raw()).status).toBe(200);
  });

  test("answers other JSON, or HTML", async () => {
    await control("POST", "/faults", { mode: "json", body: { data: { profile_id: "x" } } });
    await control("POST", "/faults", { mode: "html" });
    expect(await (await raw()).json()).toEqual({ data: { profile_id: "x" } });
    const html = await raw();
    expect([html.status, html.headers.get("content-type")]).toEqual([502, "text/html; charset=utf-8"]);
  });

  test.each([
    ["before", 0],
    ["after", 1],
  ])("resets the connection %s the call takes effect", async (when, effects) => {
    await control("POST", "/faults", { mode: "reset", when });
    await expect(rawSet()).rejects.toThrow();
    expect(await recorded()).toBe(effects);
    expect((await counters()).last[0]).toMatchObject({ status: null });
  });

  test("cuts the answer short after the call took effect", async () => {
    await control("POST", "/faults", { mode: "truncate", bytes: 20 });
    const response = await rawSet();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(await recorded()).toBe(1);
  });

  test("drips the answer out byte by byte, whole in the end", async () => {
    await control("POST", "/faults", { mode: "drip", intervalMs: 1 });
    const reader = ((await raw()).body as ReadableStream<Uint8Array>).getReader();
    const first = await reader.read();
    expect(first.value?.length).toBeLessThan(100);
    reader.releaseLock();
    await control("POST", "/faults", { mode: "drip", intervalMs: 1 });
    expect((await (await raw()).json()).data.customer_user_id).toBe("hana.never-subscribed");
  });

  test.each([
    ["before", 0],
    ["after", 1],
  ])("delays %s the call takes effect", async (when, effects) => {
    await control("POST", "/faults", { mode: "delay", delayMs: 60_000, when });
    const gaveUp = new AbortController();
    const call = raw(TRANSACTION, { method: "POST", body: JSON.stringify(monthly()), signal: gaveUp.signal });
    await expect.poll(async () => (await counters()).requests[`POST /api/v2/server-side-api${TRANSACTION}`]).toBe(1);
    await expect.poll(recorded).toBe(effects);
    gaveUp.abort();
    await expect(call).rejects.toThrow();
  });

  test("of short delay answers in the end", async () => {
    await control("POST", "/faults", { mode: "delay", delayMs: 1 });
    expect((await rawSet()).status).toBe(200);
  });

  test("that is described wrongly is refused", async () => {
    expect((await control("POST", "/faults", { mode: "explode" })).body.error_code).toBe("enum");
  });
});
