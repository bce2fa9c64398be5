import { describe, expect, test } from "vitest";
import { APPS } from "./catalogue";
import { monthly, PROFILE, TRANSACTION } from "./client.fixture";
import { control, counters, emulator, hana } from "./controls.fixture";

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

  test.each([
    ["before", 0],
    ["after", 1],
  ])("holds a call %s it takes effect, until it is let go", async (when, effects) => {
    await control("POST", "/faults", { mode: "hold", when });
    const call = rawSet();
    await expect.poll(async () => (await counters()).requests[`POST /api/v2/server-side-api${TRANSACTION}`]).toBe(1);
    await expect.poll(recorded).toBe(effects);
    await control("DELETE", "/holds");
    expect((await call).status).toBe(200);
    expect(await recorded()).toBe(1);
  });

  test("of short delay answers in the end", async () => {
    await control("POST", "/faults", { mode: "delay", delayMs: 1 });
    expect((await rawSet()).status).toBe(200);
  });

  test("that is described wrongly is refused", async () => {
    expect((await control("POST", "/faults", { mode: "explode" })).body.error_code).toBe("enum");
  });
});
