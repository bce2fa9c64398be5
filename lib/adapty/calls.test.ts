import type { IncomingMessage } from "node:http";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerJson, app, flaky, PROFILE_ID, profile, transaction } from "./call.fixture";
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
  }, 30_000);
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
