import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANONYMOUS_PROFILE_ID } from "./catalogue";
import { PROFILE, startTestEmulator } from "./client.fixture";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

const attributes = (...pairs: [string, unknown][]) => ({
  custom_attributes: pairs.map(([key, value]) => ({ key, value })),
});

describe("create", () => {
  test("answers 200 with an empty profile in which no field is missing", async () => {
    const { status, body } = await emulator.as("new").create({ email: "new@example.com", first_name: "New" });
    expect(status).toBe(200);
    expect(body.data).toEqual({
      app_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      profile_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      customer_user_id: "new",
      total_revenue_usd: 0,
      segment_hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      timestamp: emulator.clock.now,
      custom_attributes: [],
      access_levels: [],
      subscriptions: [],
      non_subscriptions: [],
    });
  });

  test("of a customer who exists updates and answers the same profile", async () => {
    const first = await emulator.as("twice").create(attributes(["a", "1"]));
    const second = await emulator.as("twice").create(attributes(["b", "2"]));
    expect(second.status).toBe(200);
    expect(second.body.data.profile_id).toBe(first.body.data.profile_id);
    expect(second.body.data.custom_attributes).toHaveLength(2);
  });

  test("needs no body", async () => {
    expect((await emulator.as("bare").create()).status).toBe(200);
  });

  test("with both ids attaches the customer to that profile", async () => {
    const headers = { "adapty-profile-id": ANONYMOUS_PROFILE_ID, "adapty-customer-user-id": "was-anonymous" };
    const { body } = await emulator.api("POST", PROFILE, { headers, body: {} });
    expect(body.data).toMatchObject({ profile_id: ANONYMOUS_PROFILE_ID, customer_user_id: "was-anonymous" });
    expect((await emulator.as("was-anonymous").get()).body.data.profile_id).toBe(ANONYMOUS_PROFILE_ID);
  });

  test("does not attach an id that is taken, nor to a profile that has another", async () => {
    const { profile_id } = (await emulator.as("owner").create()).body.data;
    await emulator.as("taken").create();
    for (const customer of ["taken", "third"]) {
      const headers = { "adapty-profile-id": profile_id, "adapty-customer-user-id": customer };
      const answer = await emulator.api("POST", PROFILE, { headers, body: {} });
      expect([answer.status, answer.body.error_code]).toEqual([400, "value_error"]);
    }
    expect((await emulator.as("owner").get()).body.data.profile_id).toBe(profile_id);
  });

  test("does not invent a profile for an unknown profile id", async () => {
    const headers = { "adapty-profile-id": "b0000000-0000-4000-8000-000000000009" };
    expect((await emulator.api("POST", PROFILE, { headers, body: {} })).status).toBe(404);
  });
});

describe("update", () => {
  test("merges attributes by key, deletes on empty and null, and makes floats of booleans", async () => {
    await emulator.as("merged").create(attributes(["keep", "1"], ["drop", "2"], ["wipe", "3"], ["flag", "no"]));
    const { body } = await emulator
      .as("merged")
      .patch(attributes(["drop", ""], ["wipe", null], ["flag", true], ["n", 7]));
    expect(body.data.custom_attributes).toEqual([
      { key: "keep", value: "1" },
      { key: "flag", value: 1 },
      { key: "n", value: 7 },
    ]);
  });

  test("refuses a thirty-first attribute after merging", async () => {
    const many = (from: number, to: number) =>
      attributes(...Array.from({ length: to - from }, (_, index): [string, string] => [`k${from + index}`, "v"]));
    await emulator.as("full").create(many(0, 29));
    expect((await emulator.as("full").patch(many(29, 30))).status).toBe(200);
    const refused = await emulator.as("full").patch(many(30, 31));
    expect([refused.status, refused.body.error_code]).toEqual([400, "value_error"]);
    expect(refused.body.errors[0]?.source).toBe("custom_attributes");
    expect((await emulator.as("full").get()).body.data.custom_attributes).toHaveLength(30);
  });

  test.each([
    ["gender", { gender: "x" }, "enum"],
    ["birthday", { birthday: "31.12.1990" }, "date"],
    ["email", { email: "nobody" }, "value_error"],
    ["store_country", { store_country: null }, "value_error"],
    ["att_status", { att_status: 9 }, "enum"],
    ["custom_attributes", { custom_attributes: [] }, "value_error"],
    ["custom_attributes.0.key", attributes(["a b", "1"]), "value_error"],
    ["custom_attributes.0.value", attributes(["a", "x".repeat(51)]), "value_error"],
    ["installation_meta.device_id", { installation_meta: {} }, "missing"],
  ])("refuses a wrong %s", async (source, body, code) => {
    await emulator.as("strictly").create();
    const answer = await emulator.as("strictly").patch(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error_code: code, errors: [{ source }] });
  });

  test("takes every field and answers none of the personal ones", async () => {
    await emulator.as("private").create();
    const { status, body } = await emulator.as("private").patch({
      first_name: "Secret-First",
      last_name: null,
      email: "secret@example.com",
      phone_number: "+33 1",
      birthday: "1990-12-31",
      gender: "f",
      ip_country: "FR",
      store_country: "DE",
      ip_v4_address: "203.0.113.7",
      store: "app_store",
      store_account_token: "6fe2d4b6-0e3b-4c9f-9a39-3a6e8a3b7a11",
      att_status: 3,
      analytics_disabled: true,
      installation_meta: { device_id: "device-1", platform: "iOS" },
    });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/secret|203\.0|device-1/i);
  });

  test("wants installation_meta only when the strict switch is on", async () => {
    const strict = await startTestEmulator({ strictInstallationMeta: true });
    try {
      const { status, body } = await strict.as("anna.subscribed").patch({ first_name: "A" });
      expect([status, body.error_code, body.errors[0]?.source]).toEqual([400, "missing", "installation_meta"]);
      const meta = { installation_meta: { device_id: "d" } };
      expect((await strict.as("anna.subscribed").patch(meta)).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});

describe("delete", () => {
  test("answers 204 without a body, and the profile is gone", async () => {
    await emulator.as("leaver").create(attributes(["a", "1"]));
    const answer = await emulator.as("leaver").remove();
    expect([answer.status, answer.body]).toEqual([204, undefined]);
    expect((await emulator.as("leaver").get()).status).toBe(404);
    expect((await emulator.as("leaver").remove()).status).toBe(404);
  });

  test("lets the customer be created anew, as somebody else", async () => {
    const first = (await emulator.as("phoenix").create(attributes(["a", "1"]))).body.data;
    await emulator.as("phoenix").remove();
    const second = (await emulator.as("phoenix").create()).body.data;
    expect(second.profile_id).not.toBe(first.profile_id);
    expect(second.custom_attributes).toEqual([]);
  });
});

describe("timestamp", () => {
  test("rises strictly with every answer, even when the clock stands still", async () => {
    const seen = [(await emulator.as("timed").create()).body.data.timestamp];
    for (const _ of [1, 2, 3]) seen.push((await emulator.as("timed").get()).body.data.timestamp);
    seen.push((await emulator.as("timed").patch({ first_name: "T" })).body.data.timestamp);
    expect(seen).toEqual([0, 1, 2, 3, 4].map((step) => emulator.clock.now + step));
  });
});
