import { expect, onTestFinished, test } from "vitest";
import { answerJson, app, flaky, PROFILE_ID, profile, quiet, refusal } from "./call.fixture";
import { getProfile } from "./calls";
import { freePort, serve } from "./server.fixture";
import { listenToTries, type Try } from "./tries";

let hear: ((one: Try) => void) | undefined;
listenToTries((one) => hear?.(one));

function watchTries(): Try[] {
  const tries: Try[] = [];
  hear = (one) => tries.push(one);
  onTestFinished(() => {
    hear = undefined;
  });
  return tries;
}

const ask = (origin: string, of = app) => getProfile(of, { profileId: PROFILE_ID }, { ...quiet, origin });

test("every try is told, with what came of it and how long it took, and of no customer or key", async () => {
  const tries = watchTries();
  const { origin } = await flaky([503, 502]);
  expect(await ask(origin)).toMatchObject({ ok: true });
  expect(tries.map(({ tried, kind, code, status }) => [tried, kind, code, status])).toEqual([
    [1, "unknown", "server_error", 503],
    [2, "unknown", "server_error", 502],
    [3, "ok", "ok", 200],
  ]);
  expect(tries[0]).toMatchObject({ app: "ios", method: "GET", path: "/api/v2/server-side-api/profile/" });
  expect(tries.every(({ ms }) => ms > 0 && ms < 60_000)).toBe(true);
  for (const hidden of [PROFILE_ID, "Bob", app.secretKey]) expect(JSON.stringify(tries)).not.toContain(hidden);
});

test("what cannot be reached is told, too", async () => {
  const tries = watchTries();
  await ask(`http://127.0.0.1:${await freePort()}`);
  expect(tries.map(({ kind, code, status }) => [kind, code, status])).toEqual(
    Array.from({ length: 3 }, () => ["not_reached", "unreachable", undefined]),
  );
});

test("which key was accepted is told, and a key that Adapty repeats is not", async () => {
  const tries = watchTries();
  const two = { ...app, previousSecretKey: "secret_live_BEFORE" };
  const origin = await serve((request, response) =>
    request.headers.authorization === `Api-Key ${two.previousSecretKey}`
      ? answerJson(response, 200, { data: profile })
      : answerJson(response, 401, refusal(app.secretKey, null, app.secretKey, 401)),
  );
  expect(await ask(origin, two)).toMatchObject({ ok: true });
  expect(tries.map(({ key, status }) => [key, status])).toEqual([
    ["current", 401],
    ["previous", 200],
  ]);
  expect(JSON.stringify(tries)).not.toContain(app.secretKey);
});

test.each([
  ["two hours ahead", 7_200_000],
  ["two hours behind", -7_200_000],
  ["the same", 0],
])("how far Adapty's clock is from ours is told: %s", async (_, ms) => {
  const tries = watchTries();
  const origin = await serve((_request, response) =>
    answerJson(response, 200, { data: profile }, { date: new Date(Date.now() + ms).toUTCString() }),
  );
  await ask(origin);
  expect(Math.abs((tries[0]?.clockMs ?? Number.NaN) - ms)).toBeLessThan(5_000);
});

test("an answer without a date, or with one that cannot be read, tells nothing of a clock", async () => {
  const tries = watchTries();
  const dates = [undefined, "yesterday"];
  const origin = await serve((_request, response) => {
    response.sendDate = false;
    const date = dates.shift();
    answerJson(response, 200, { data: profile }, date === undefined ? {} : { date });
  });
  await ask(origin);
  await ask(origin);
  expect(tries.map(({ clockMs }) => clockMs)).toEqual([null, null]);
});
