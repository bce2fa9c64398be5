import { expect, test } from "vitest";
import { publicUrl, secret as sessionSecret, withCookies } from "../auth.fixture";
import { mintDeviceCookie } from "../cookies";
import { at, openCodes, told } from "./codes.fixture";

test("a stranger who knows the password guesses three times and locks nobody's own browser out", async () => {
  const { db, knock, show, code } = await openCodes();
  const known = await show((await knock()).cookies, code(1));
  if (!known.ok) throw new Error(known.error);
  const device = withCookies(known.response).get("cookie") ?? "";
  const stranger = (await knock()).cookies;
  for (const guess of ["000001", "000002", "000003"]) await show(stranger, guess, at(2));
  for (const _twice of [1, 2]) expect(await show(stranger, code(2), at(2))).toEqual({ ok: false, error: "wait_code" });
  const own = new Headers({ cookie: `${(await knock()).cookies.get("cookie")}; ${device}` });
  expect(await show(own, code(2), at(2))).toMatchObject({ ok: true });
  const waits = (await told(db)).filter((line) => line.includes("wait_code"));
  expect(waits).toHaveLength(1);
});

test("whoever collected cookies of this account's browsers guesses no more often than without", async () => {
  const { email, knock, show, code } = await openCodes();
  const known = await show((await knock()).cookies, code(1));
  if (!known.ok) throw new Error(known.error);
  const browser = async (device: string) =>
    new Headers({ cookie: `${(await knock()).cookies.get("cookie")}; ${device.split(";")[0]}` });
  // As they were set while there was no factor, and while there was another one.
  const collected = [{}, {}, { turnedOn: "2026-01-01T00:00:00.000Z" }].map((of) =>
    mintDeviceCookie({ email, hash: "", ...of }, { secret: sessionSecret, publicUrl }),
  );
  const answers: Awaited<ReturnType<typeof show>>[] = [];
  for (const device of collected) {
    const headers = await browser(device);
    for (const guess of ["000001", "000002"]) answers.push(await show(headers, guess, at(2)));
  }
  const of = (error: string) => answers.filter((answer) => !answer.ok && answer.error === error).length;
  expect([of("wrong_code"), of("wait_code")]).toEqual([3, 3]);
  const own = await browser(
    withCookies(known.response)
      .get("cookie")
      ?.match(/console_device=[^;]+/)?.[0] ?? "",
  );
  expect(await show(own, code(2), at(2))).toMatchObject({ ok: true });
});

test("browsers that a code was right in share the guesses of one", async () => {
  const { email, userId, db, knock, show, code } = await openCodes();
  const { turned_on_at } = await db
    .selectFrom("second_factor")
    .select("turned_on_at")
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  const pending = (await knock()).cookies.get("cookie");
  const browsers = [1, 2].map(() => {
    const device = mintDeviceCookie(
      { email, hash: "", turnedOn: turned_on_at },
      { secret: sessionSecret, publicUrl },
    ).split(";")[0];
    return new Headers({ cookie: `${pending}; ${device}` });
  });
  const [one = new Headers(), other = new Headers()] = browsers;
  for (const guess of ["000001", "000002", "000003"]) await show(one, guess, at(2));
  expect(await show(other, code(2), at(2))).toEqual({ ok: false, error: "wait_code" });
});

test("a whole IPv6 network is one address, which tries codes of whatever accounts", async () => {
  const { knock, show } = await openCodes();
  const pending = (await knock()).cookies.get("cookie") ?? "";
  const from = (address: string) => show(new Headers({ cookie: pending, "x-forwarded-for": address }), "000001", at(3));
  for (let count = 0; count < 60; count += 1) await from(`2001:db8::${count}`);
  expect(await from("2001:db8::ffff")).toEqual({ ok: false, error: "wait" });
  expect(await from("2001:db8:0:1::1")).toEqual({ ok: false, error: "wait_code" });
});
