import type { IncomingMessage, ServerResponse } from "node:http";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { App } from "@/lib/env";
import {
  createProfile,
  deleteProfile,
  getProfile,
  grantAccessLevel,
  revokeAccessLevel,
  setTransaction,
  updateProfile,
} from "./calls";
import { serve, textOf } from "./server.fixture";
import type { Transaction } from "./transaction";

const app: App = { id: "ios", name: "Acme iOS", secretKey: "secret_live_CANARY" };
const PROFILE_ID = "3286abd3-48b0-4e9c-a5f6-ac0a006804a6";
const profile = { profile_id: PROFILE_ID, customer_user_id: "Bob", access_levels: [], timestamp: 7 };
const quiet = { sleep: async () => {}, random: () => 0.5 };
const transaction: Transaction = {
  purchase_type: "one_time_purchase",
  store: "support",
  store_product_id: "comp_premium",
  store_transaction_id: "comp_1",
  store_original_transaction_id: "comp_1",
  price: { country: "US", currency: "USD", value: 0 },
  purchased_at: "2026-01-01T00:00:00Z",
};

function answerJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
const refusal = (error_code: string, source: string | null, message: string, status_code: number) => ({
  errors: [{ source, errors: [message] }],
  error_code,
  status_code,
});
/** Answers the given statuses one after the other, then the profile; counts the calls. */
async function flaky(statuses: number[], headers: Record<string, string> = {}) {
  const seen = { calls: 0 };
  const origin = await serve((_, response) => {
    const status = statuses[seen.calls++];
    if (status === undefined) answerJson(response, 200, { data: profile });
    else response.writeHead(status, { "content-type": "text/html", ...headers }).end("<html><h1>busy</h1></html>");
  });
  return { origin, seen };
}

describe("a call", () => {
  test("carries the key, the profile id, and nothing that Adapty does not know", async () => {
    let request: IncomingMessage | undefined;
    const origin = await serve((incoming, response) => {
      request = incoming;
      answerJson(response, 200, { data: profile }, { "request-id": "req-1" });
    });
    const answer = await getProfile(app, { profileId: PROFILE_ID.toUpperCase() }, { origin });
    expect(answer).toMatchObject({ ok: true, profile, raw: { data: profile }, requestId: "req-1" });
    expect(request?.method).toBe("GET");
    expect(request?.url).toBe("/api/v2/server-side-api/profile/");
    expect(request?.headers).toMatchObject({
      authorization: "Api-Key secret_live_CANARY",
      "adapty-profile-id": PROFILE_ID,
    });
    expect(request?.headers).not.toHaveProperty("adapty-customer-user-id");
    expect(request?.headers).not.toHaveProperty("content-type");
  });

  test("of each kind goes to its own address with its own body", async () => {
    const seen: [string, string, string][] = [];
    const origin = await serve(async (incoming, response) => {
      seen.push([incoming.method ?? "", incoming.url ?? "", await textOf(incoming)]);
      if (incoming.method === "DELETE") response.writeHead(204).end();
      else answerJson(response, 200, { data: profile });
    });
    const to = { profileId: PROFILE_ID };
    const door = { origin };
    const answers = [
      await createProfile(app, { customerUserId: "Bob", profileId: PROFILE_ID }, { first_name: "Bob" }, door),
      await updateProfile(app, to, { first_name: null }, door),
      await setTransaction(app, to, transaction, door),
      await grantAccessLevel(app, to, { access_level_id: "premium", expires_at: "2026-02-01T00:00:00Z" }, door),
      await revokeAccessLevel(app, to, { access_level_id: "premium" }, door),
      await deleteProfile(app, to, door),
    ];
    expect(answers.map((answer) => answer.ok)).toEqual(Array(6).fill(true));
    expect(seen).toEqual([
      ["POST", "/api/v2/server-side-api/profile/", '{"first_name":"Bob"}'],
      ["PATCH", "/api/v2/server-side-api/profile/", '{"first_name":null}'],
      ["POST", "/api/v2/server-side-api/purchase/set/transaction/", JSON.stringify(transaction)],
      [
        "POST",
        "/api/v2/server-side-api/purchase/profile/grant/access-level/",
        '{"access_level_id":"premium","expires_at":"2026-02-01T00:00:00Z"}',
      ],
      ["POST", "/api/v2/server-side-api/purchase/profile/revoke/access-level/", '{"access_level_id":"premium"}'],
      ["DELETE", "/api/v2/server-side-api/profile/", ""],
    ]);
  });

  test("with a body that breaks a rule is not sent, and the field is named", async () => {
    const { origin, seen } = await flaky([]);
    const broken = { ...transaction, refunded_at: "2026-02-01T00:00:00Z" };
    const answer = await setTransaction(app, { profileId: PROFILE_ID }, broken, { origin });
    expect(answer).toMatchObject({
      ok: false,
      error: { kind: "not_reached", code: "invalid_body", fields: [{ field: "refunded_at" }] },
    });
    expect(seen.calls).toBe(0);
  });

  test("about an id that a header cannot carry is not sent", async () => {
    const { origin, seen } = await flaky([]);
    for (const identity of [
      { customerUserId: " bob" },
      { customerUserId: "" },
      { profileId: "bob" },
      {} as { profileId: string },
    ]) {
      const answer = await getProfile(app, identity, { origin });
      expect(answer).toMatchObject({ ok: false, error: { kind: "not_reached", code: "invalid_identity" } });
      expect(answer.ok || answer.error.message).toMatch(/Nothing was sent\.$/);
    }
    expect(seen.calls).toBe(0);
  });

  test("carries any customer user id byte for byte, or is not sent", async () => {
    const arrived: string[] = [];
    const origin = await serve((incoming, response) => {
      const at = incoming.rawHeaders.findIndex((name) => name.toLowerCase() === "adapty-customer-user-id");
      const id = incoming.rawHeaders[at + 1] ?? "";
      arrived.push(id);
      answerJson(response, 200, { data: { ...profile, customer_user_id: id } });
    });
    const ids = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ unit: "binary-ascii", maxLength: 40 }),
      fc.stringMatching(/^[ \t]?[\x20-\x7e]{1,300}[ \u00a0]?$/),
    );
    await fc.assert(
      fc.asyncProperty(ids, async (customerUserId) => {
        const before = arrived.length;
        const answer = await getProfile(app, { customerUserId }, { origin });
        if (answer.ok)
          expect([arrived.at(-1), answer.profile.customer_user_id]).toEqual([customerUserId, customerUserId]);
        else expect([answer.error.code, arrived.length]).toEqual(["invalid_identity", before]);
      }),
    );
    expect(arrived.length).toBeGreaterThan(0);
  });
});

describe("an answer about another customer", () => {
  const other = { ...profile, profile_id: "a0000000-0000-4000-8000-000000000001", customer_user_id: "Eve" };

  test.each([{ profileId: PROFILE_ID }, { customerUserId: "Bob" }])("is never handed on (%o)", async (identity) => {
    const origin = await serve((_, response) => answerJson(response, 200, { data: other }));
    const answer = await getProfile(app, identity, { origin });
    expect(answer).toMatchObject({ ok: false, error: { kind: "unknown", code: "identity_mismatch" } });
    expect(JSON.stringify(answer)).not.toContain("Eve");
  });

  test("leaves the outcome of a write unknown", async () => {
    const origin = await serve((_, response) => answerJson(response, 200, { data: other }));
    const answer = await updateProfile(app, { profileId: PROFILE_ID }, { first_name: "B" }, { origin });
    expect(answer).toMatchObject({ ok: false, error: { kind: "unknown", code: "identity_mismatch" } });
    expect(answer.ok || answer.error.message).toContain("not known whether the change was made");
  });
});

describe("a refusal", () => {
  test.each([
    ["profile_does_not_exist", 404, /^Acme iOS has no customer with this id/],
    ["profile_does_not_exist", 400, /^Acme iOS has no customer with this id/],
    ["not_authenticated", 401, /secret key of Acme iOS/],
    ["brand_new_error", 409, /^Adapty refused: Because\. Nothing was changed\.$/],
  ])("%s with status %i changed nothing and says so", async (code, status, sentence) => {
    const origin = await serve((_, response) => answerJson(response, status, refusal(code, null, "Because", status)));
    const answer = await updateProfile(app, { profileId: PROFILE_ID }, { first_name: "B" }, { origin });
    expect(answer).toMatchObject({ ok: false, error: { kind: "refused", code, status } });
    expect(answer.ok || answer.error.message).toMatch(sentence);
    expect(answer.ok || answer.error.message).toContain("Nothing was changed.");
  });

  test("lands on the field it names", async () => {
    const body = refusal("missing_offer_id", "offer_category", "offer_id must be specified.", 400);
    const origin = await serve((_, response) => answerJson(response, 400, body));
    const answer = await setTransaction(app, { profileId: PROFILE_ID }, transaction, { origin });
    expect(answer).toMatchObject({ error: { kind: "refused", fields: [{ field: "offer.category" }] } });
  });

  test("that repeats the key is shown without it", async () => {
    const body = refusal("odd_CANARY", "secret_live_CANARY", "Key secret_live_CANARY is odd", 400);
    const origin = await serve((_, response) => answerJson(response, 400, body));
    const answer = await getProfile(app, { profileId: PROFILE_ID }, { origin });
    expect(JSON.stringify(answer)).not.toContain("secret_live_CANARY");
    expect(answer).toMatchObject({ error: { message: expect.stringContaining("[secret key]") } });
  });

  test("for too many requests was not executed, with or without Adapty's words", async () => {
    const { origin, seen } = await flaky([429]);
    const answer = await updateProfile(app, { profileId: PROFILE_ID }, { first_name: "B" }, { origin });
    expect(answer).toMatchObject({ ok: false, error: { kind: "refused", code: "rate_limited", status: 429 } });
    expect(seen.calls).toBe(1);
  });
});

describe("a read", () => {
  test.each([429, 502, 503, 504])("is tried again after %i", async (status) => {
    const { origin, seen } = await flaky([status, status]);
    expect(await getProfile(app, { profileId: PROFILE_ID }, { origin, ...quiet })).toMatchObject({ ok: true });
    expect(seen.calls).toBe(3);
  });

  test("gives up after three tries", async () => {
    const { origin, seen } = await flaky([503, 503, 503, 503]);
    const answer = await getProfile(app, { profileId: PROFILE_ID }, { origin, ...quiet });
    expect(answer).toMatchObject({ ok: false, error: { kind: "unknown", code: "server_error", status: 503 } });
    expect(answer.ok || answer.error.message).not.toMatch(/<|busy/);
    expect(seen.calls).toBe(3);
  });

  test.each([400, 404, 500, 302])("is not tried again after %i", async (status) => {
    const { origin, seen } = await flaky([status]);
    expect((await getProfile(app, { profileId: PROFILE_ID }, { origin, ...quiet })).ok).toBe(false);
    expect(seen.calls).toBe(1);
  });

  test.each([
    ["0", 0],
    ["3", 3_000],
    ["86400", 5_000],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["Fri, 31 Dec 9999 23:59:59 GMT", 5_000],
    ["-1", 200],
    ["soon", 200],
  ])("waits as Retry-After %j asks: %i ms", async (header, ms) => {
    const { origin } = await flaky([429], { "retry-after": header });
    const waits: number[] = [];
    const sleep = async (wait: number) => void waits.push(wait);
    expect(await getProfile(app, { profileId: PROFILE_ID }, { origin, sleep, random: () => 0.5 })).toMatchObject({
      ok: true,
    });
    expect(waits).toEqual([ms]);
  });

  test("does not wait past its total time, and says why it failed rather than that time ran out", async () => {
    const { origin, seen } = await flaky([429], { "retry-after": "5" });
    const limits = { readMs: 4_000, writeMs: 4_000, answerBytes: 1_000 };
    const answer = await getProfile(app, { profileId: PROFILE_ID }, { origin, ...quiet, limits });
    expect(answer).toMatchObject({ ok: false, error: { code: "rate_limited" } });
    expect(seen.calls).toBe(1);
  });
});

test.each([429, 500, 502, 503, 504])("a write is sent once, whatever comes back: %i", async (status) => {
  const { origin, seen } = await flaky([status]);
  const answer = await setTransaction(app, { profileId: PROFILE_ID }, transaction, { origin, ...quiet });
  expect(answer).toMatchObject({ ok: false, error: { kind: status === 429 ? "refused" : "unknown" } });
  expect(seen.calls).toBe(1);
});
