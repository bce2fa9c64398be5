import { describe, expect, test } from "vitest";
import { day, monthly, PROFILE } from "./client.fixture";
import { control, counters, emulator, hana } from "./controls.fixture";

describe("the controls", () => {
  test.each([
    ["POST", "/reset"],
    ["POST", "/profiles"],
    ["POST", "/faults"],
    ["DELETE", "/faults"],
    ["GET", "/counters"],
    ["DELETE", "/counters"],
    ["GET", "/ledger"],
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

  test("keep a ledger of what took effect on which profile, also where the caller was told nothing", async () => {
    await control("POST", "/faults", { mode: "reset", when: "after" });
    await expect(hana().set(monthly())).rejects.toThrow();
    await control("POST", "/faults", { mode: "reset", when: "before" });
    await expect(hana().set(monthly())).rejects.toThrow();
    await hana().grant({ access_level_id: "sports", expires_at: day(4) });
    const { profile_id } = (await hana().get()).body.data;
    expect((await control("GET", "/ledger")).body).toEqual({
      [profile_id]: { "transaction.recorded": 1, "access.granted": 1 },
    });
  });
});
