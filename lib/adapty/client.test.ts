import { describe, expect, test } from "vitest";
import { answerJson, app, flaky, PROFILE_ID, quiet, refusal, transaction } from "./call.fixture";
import { getProfile, setTransaction, updateProfile } from "./calls";
import { serve } from "./server.fixture";

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
    expect(answer).toMatchObject({ error: { kind: "refused", fields: [{ field: "offer.id" }] } });
  });

  test("that repeats the key is shown without it", async () => {
    const body = refusal("odd_CANARY", "secret_live_CANARY", "Key secret_live_CANARY is odd", 400);
    const origin = await serve((_, response) => {
      response.setHeader("request-id", "secret_live_CANARY");
      answerJson(response, 400, body);
    });
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
    const limits = { connectMs: 2_000, readMs: 4_000, writeMs: 4_000, answerBytes: 1_000 };
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
