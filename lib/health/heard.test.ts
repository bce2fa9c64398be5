import { expect, test } from "vitest";
import type { Try } from "@/lib/adapty/tries";
import { type Heard, hear } from "./heard";

const ok: Try = {
  app: "ios",
  method: "GET",
  path: "/",
  tried: 1,
  key: "current",
  ms: 80,
  kind: "ok",
  code: "ok",
  status: 200,
  clockMs: 1_500,
};
const refused = (status: number, code: string): Try => ({ ...ok, kind: "refused", code, status });
const lost: Try = { ...ok, kind: "unknown", code: "connection_lost", status: undefined, clockMs: null };
const unreachable: Try = { ...lost, kind: "not_reached", code: "unreachable" };

/** What is known after these tries, a second apart from 1000 on. */
const after = (...tries: Try[]): Heard => {
  const heard = tries.reduce<Heard | undefined>((before, one, at) => hear(before, one, (at + 1) * 1_000), undefined);
  if (!heard) throw new Error("Nothing was tried.");
  return heard;
};

test("an answer says that Adapty is there, that the key is accepted and what its clock shows", () => {
  expect(after(ok)).toEqual({
    last: { at: 1_000, answered: true, code: "ok" },
    answeredAt: 1_000,
    failingSince: null,
    mixedUpAt: null,
    key: { at: 1_000, accepted: true, which: "current", status: 200 },
    clock: { at: 1_000, ms: 1_500 },
  });
});

test("what goes unanswered counts from the first one on, and takes back nothing of what was known before", () => {
  expect(after(ok, lost, unreachable)).toEqual({
    ...after(ok),
    last: { at: 3_000, answered: false, code: "unreachable" },
    failingSince: 2_000,
  });
  expect(after(ok, lost, ok)).toMatchObject({ failingSince: null, answeredAt: 3_000 });
});

test("one customer who is too large says nothing of Adapty: what was known before stands", () => {
  const tooLarge = { ...ok, kind: "unknown", code: "too_large" } as const;
  expect(hear(undefined, tooLarge, 1_000)).toBeUndefined();
  expect(after(ok, tooLarge)).toEqual(after(ok));
  expect(after(ok, lost, tooLarge)).toEqual(after(ok, lost));
});

test("a mix-up of customers is kept in mind, whatever is answered after it", () => {
  const mixedUp = { ...ok, kind: "unknown", code: "identity_mismatch" } as const;
  expect(after(ok).mixedUpAt).toBeNull();
  expect(after(ok, mixedUp, ok, lost)).toMatchObject({ mixedUpAt: 2_000 });
  expect(after(mixedUp, ok, mixedUp)).toMatchObject({ mixedUpAt: 3_000 });
});

test("a key is refused by a 401 or a 403 of Adapty's own, and accepted by any other answer of its own but a 429", () => {
  for (const status of [401, 403])
    expect(after(ok, refused(status, "unauthorized")).key).toMatchObject({ accepted: false, status });
  expect(after(refused(401, "unauthorized"), refused(404, "profile_does_not_exist")).key?.accepted).toBe(true);
  expect(after(refused(401, "unauthorized"), { ...ok, key: "previous" }).key).toMatchObject({ which: "previous" });
  const [inFront, broken] = [
    { ...lost, status: 403, code: "not_from_adapty" },
    { ...lost, status: 502, code: "server_error" },
  ];
  for (const silent of [refused(429, "rate_limited"), lost, inFront, { ...inFront, status: 401 }, broken]) {
    expect(after(silent).key).toBeNull();
    expect(after(ok, silent).key?.accepted).toBe(true);
  }
});

test("only Adapty's own answer tells what its clock shows", () => {
  expect(after({ ...lost, clockMs: 7_200_000, status: 502 }).clock).toBeNull();
  expect(after(ok, { ...ok, clockMs: null }).clock).toEqual({ at: 1_000, ms: 1_500 });
});
