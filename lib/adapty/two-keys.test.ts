import { expect, test } from "vitest";
import { answerJson, app, PROFILE_ID, profile, quiet, refusal } from "./call.fixture";
import { getProfile, updateProfile } from "./calls";
import { serve } from "./server.fixture";

const rotating = { ...app, previousSecretKey: "secret_live_PREVIOUS" };
const identity = { profileId: PROFILE_ID };

/** Adapty while it knows one key alone, or none; the keys it was asked with. */
async function knowing(known: string | undefined, status = 401) {
  const keys: string[] = [];
  const origin = await serve((request, response) => {
    const key = String(request.headers.authorization).replace("Api-Key ", "");
    keys.push(key);
    if (key === known) return answerJson(response, 200, { data: profile });
    answerJson(response, status, refusal("not_authenticated", key, `Key ${key} is not known.`, status));
  });
  return { keys, door: { origin, ...quiet } };
}

test("while a key is exchanged, what the new one is refused is asked with the one before, writes too", async () => {
  const { keys, door } = await knowing("secret_live_PREVIOUS");
  expect(await getProfile(rotating, identity, door)).toMatchObject({ ok: true });
  expect(await updateProfile(rotating, identity, { first_name: "B" }, door)).toMatchObject({ ok: true });
  expect(keys).toEqual([app.secretKey, "secret_live_PREVIOUS", app.secretKey, "secret_live_PREVIOUS"]);
});

test("the key before is not used where the new one is known", async () => {
  const { keys, door } = await knowing(app.secretKey);
  expect(await updateProfile(rotating, identity, { first_name: "B" }, door)).toMatchObject({ ok: true });
  expect(keys).toEqual([app.secretKey]);
});

test("where neither is known both are tried once, and the answer repeats neither", async () => {
  const { keys, door } = await knowing(undefined);
  const answer = await updateProfile(rotating, identity, { first_name: "B" }, door);
  expect(answer).toMatchObject({ ok: false, error: { kind: "refused", code: "not_authenticated", status: 401 } });
  expect(keys).toEqual([app.secretKey, "secret_live_PREVIOUS"]);
  expect(JSON.stringify(answer)).not.toMatch(/secret_live_/);
});

test.each([400, 403, 404, 500])("nothing but 401 has the key before tried: %i", async (status) => {
  const { keys, door } = await knowing(undefined, status);
  await updateProfile(rotating, identity, { first_name: "B" }, door);
  expect(keys).toEqual([app.secretKey]);
});
