import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APPS } from "./catalogue";
import { GRANT, PROFILE, REVOKE, startTestEmulator, TRANSACTION } from "./client.fixture";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
const anna = { "adapty-customer-user-id": "anna.subscribed" };

beforeAll(async () => {
  emulator = await startTestEmulator({ keys: '{"secret_live_my-own":"acme-android"}' });
});
afterAll(() => emulator.close());

const every: [method: string, path: string][] = [
  ["GET", PROFILE],
  ["POST", PROFILE],
  ["PATCH", PROFILE],
  ["DELETE", PROFILE],
  ["POST", TRANSACTION],
  ["POST", GRANT],
  ["POST", REVOKE],
];

describe.each(every)("%s %s", (method, path) => {
  test.each([undefined, "Api-Key nonsense", `Bearer ${APPS["acme-ios"].practiceKey}`, APPS["acme-ios"].practiceKey])(
    "answers 401 to the authorization %s",
    async (authorization) => {
      const headers = { ...anna, ...(authorization === undefined ? undefined : { authorization }) };
      const response = await fetch(`${emulator.url}/api/v2/server-side-api${path}`, { method, headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        errors: [{ source: "non_field_errors", errors: ["Authentication credentials were not provided."] }],
        error_code: "not_authenticated",
        status_code: 401,
      });
    },
  );

  test("says which headers it wants when it has neither", async () => {
    const { status, body } = await emulator.api(method, path);
    expect([status, body.error_code]).toEqual([400, "value_error"]);
    expect(body.errors[0]?.errors[0]).toContain("adapty-customer-user-id");
  });
});

const valid: Record<string, unknown> = {
  [TRANSACTION]: {
    purchase_type: "one_time_purchase",
    store: "app_store",
    store_product_id: "coins_100",
    store_transaction_id: "1",
    store_original_transaction_id: "1",
    price: { country: "US", currency: "USD", value: 1 },
    purchased_at: "2026-01-01T00:00:00Z",
  },
  [GRANT]: { access_level_id: "premium" },
  [REVOKE]: { access_level_id: "premium" },
};

test.each(every.filter(([method, path]) => !(method === "POST" && path === PROFILE)))(
  "%s %s answers 404 for a profile that does not exist, and creates none",
  async (method, path) => {
    const headers = { "adapty-customer-user-id": "nobody" };
    const body = method === "GET" ? undefined : (valid[path] ?? {});
    const answer = await emulator.api(method, path, { headers, body });
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({
      errors: [{ source: null, errors: ["Profile not found"] }],
      error_code: "profile_does_not_exist",
      status_code: 404,
    });
    expect((await emulator.api("GET", PROFILE, { headers })).status).toBe(404);
  },
);

describe("apps", () => {
  test("are told apart by their key: the same customer id is another profile", async () => {
    const inIos = await emulator.api("GET", PROFILE, { headers: anna });
    const inAndroid = await emulator.api("GET", PROFILE, { app: "acme-android", headers: anna });
    expect(inIos.body.data.profile_id).not.toBe(inAndroid.body.data.profile_id);
    expect(inIos.body.data.app_id).not.toBe(inAndroid.body.data.app_id);
    const headers = { "adapty-profile-id": inIos.body.data.profile_id };
    expect((await emulator.api("GET", PROFILE, { app: "acme-android", headers })).status).toBe(404);
  });

  test("accept a key of one's own", async () => {
    const headers = { ...anna, authorization: "Api-Key secret_live_my-own" };
    expect((await emulator.api("GET", PROFILE, { headers })).body.data.subscriptions[0]?.store).toBe("play_store");
  });

  test.each(["nonsense", "[]", '{"k":"no-such-app"}', '{"k":"toString"}'])("refuse the keys %s", async (keys) => {
    await expect(startTestEmulator({ keys })).rejects.toThrow("EMULATOR_KEYS must be a JSON object");
  });
});

describe("a request", () => {
  test("to an unknown path or with an unknown method hears which", async () => {
    const { status, body } = await emulator.send("PUT", "/api/v2/server-side-api/profile/");
    expect([status, body.error_code]).toEqual([404, "not_found"]);
    expect(body.errors[0]?.errors[0]).toBe("The emulator does not implement PUT /api/v2/server-side-api/profile/");
    expect((await emulator.send("GET", "/api/v2/server-side-api/profile")).status).toBe(404);
    expect((await emulator.send("GET", "/nowhere/")).status).toBe(404);
  });

  test("with malformed JSON hears it in Python's words", async () => {
    const { status, body } = await emulator.as("anna.subscribed").patch('{"first_name": "A"\n "x": 1}');
    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [{ source: null, errors: ["JSON parse error - Expecting ',' delimiter: line 2 column 2 (char 20)"] }],
      error_code: "parse_error",
      status_code: 400,
    });
  });

  test.each(["[]", '"text"', "null", "7"])("with the body %s is no object", async (text) => {
    expect((await emulator.as("anna.subscribed").patch(text)).body.error_code).toBe("value_error");
  });

  test("with bytes that are not UTF-8 is a parse error", async () => {
    const headers = { ...anna, authorization: `Api-Key ${APPS["acme-ios"].practiceKey}` };
    const body = new Uint8Array([0x7b, 0xff, 0x7d]);
    const response = await fetch(`${emulator.url}/api/v2/server-side-api/profile/`, { method: "PATCH", headers, body });
    expect(await response.json()).toMatchObject({ error_code: "parse_error" });
  });

  test("with a __proto__ in its body changes no prototype", async () => {
    await emulator.as("anna.subscribed").patch('{"__proto__": {"polluted": true}, "first_name": "A"}');
    expect({}).not.toHaveProperty("polluted");
  });

  test("of more than a million bytes is refused, announced or not", async () => {
    const big = JSON.stringify({ first_name: "x".repeat(1_000_001) });
    expect((await emulator.as("anna.subscribed").patch(big)).status).toBe(413);
    const headers = { ...anna, authorization: `Api-Key ${APPS["acme-ios"].practiceKey}` };
    const chunked = new Blob([big]).stream();
    const init: RequestInit = { method: "PATCH", headers, body: chunked, duplex: "half" } as RequestInit;
    const response = await fetch(`${emulator.url}/api/v2/server-side-api/profile/`, init);
    expect([response.status, (await response.json()).error_code]).toEqual([413, "request_entity_too_large"]);
  });

  test("carries the customer id byte for byte, and is answered with the same", async () => {
    const id = "caf\u00e9 \u00a0x";
    const status = await new Promise((resolve, reject) => {
      const headers = { authorization: `Api-Key ${APPS["acme-ios"].practiceKey}`, "adapty-customer-user-id": id };
      const url = `${emulator.url}/api/v2/server-side-api/profile/`;
      request(url, { method: "POST", headers }, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(200);
    expect((await emulator.as(id).get()).body.data.customer_user_id).toBe(id);
    const { last } = await (
      await fetch(`${emulator.url}/__emulator/counters`, {
        headers: { authorization: `Api-Key ${APPS["acme-ios"].practiceKey}` },
      })
    ).json();
    expect(last.at(-1).headers["adapty-customer-user-id"]).toBe(id);
  });

  test("by a profile id in capitals finds the profile", async () => {
    const { profile_id } = (await emulator.as("anna.subscribed").get()).body.data;
    const headers = { "adapty-profile-id": profile_id.toUpperCase() };
    expect((await emulator.api("GET", PROFILE, { headers })).body.data.profile_id).toBe(profile_id);
  });
});

test("its own page says what it is, and shows hostile names as text", async () => {
  const page = await (await fetch(emulator.url)).text();
  expect(page).toContain("catches our regressions, not our misreadings");
  expect(page).toContain("secret_practice_acme-ios");
  expect(page).toContain("heavy.10k");
  expect(page).not.toContain("secret_live_my-own");
});
