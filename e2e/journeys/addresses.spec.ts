import { listActions } from "../fixtures/build";
import { seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/live";
import { createFirstAdmin, firstAdmin } from "../fixtures/live-admin";
import { sendRaw, toCookieHeader } from "../fixtures/raw-request";

const form = { "content-type": "application/x-www-form-urlencoded" };

/** What becomes of wrong passwords that come at the same time, each from another address by the word of who sends it. */
async function guess(origin: string) {
  const body = Buffer.from(new URLSearchParams({ email: firstAdmin.email, password: "a wrong one" }).toString());
  const answers = Array.from({ length: 12 }, (_, time) => {
    const client = `203.0.113.${time}`;
    const forged = { "x-forwarded-for": client, "x-real-ip": client, forwarded: `for=${client}` };
    const headers = { ...form, ...forged, origin, "content-length": String(body.length) };
    return sendRaw(origin, "/api/auth/sign-in", { method: "POST", headers, body });
  });
  const errors = (await Promise.all(answers)).map(({ headers }) => /error=(\w+)/.exec(`${headers.location}`)?.[1]);
  return errors.toSorted();
}

test("whoever forges X-Forwarded-For is told to wait all the same", async ({ live, page }) => {
  test.slow();
  await createFirstAdmin(page, await live.setUpLink());
  expect(await guess(live.url)).toEqual([...Array(10).fill("refused"), ...Array(2).fill("wait")]);
});

test.describe("behind a proxy that it trusts", () => {
  test.use({ variables: { TRUSTED_PROXIES: "127.0.0.0/8" } });

  test("each address is counted by itself", async ({ live, page }) => {
    test.slow();
    await createFirstAdmin(page, await live.setUpLink());
    expect(await guess(live.url)).toEqual(Array(12).fill("refused"));
  });
});

test("who sent a request and whom it asked is not what its headers say", async ({ as, baseURL }) => {
  const origin = baseURL ?? "";
  const customer = await seedCustomer();
  const agent = await as("agent");
  const cookie = toCookieHeader(await agent.context().cookies());
  const evil = {
    host: "evil.test",
    "x-forwarded-host": "evil.test",
    "x-forwarded-proto": "https",
    forwarded: "host=evil.test",
  };
  const action = { "next-action": listActions()[0]?.id ?? "", "content-type": "text/plain", "content-length": "4" };
  const body = Buffer.from("[{}]");
  const post = (headers: Record<string, string>) =>
    sendRaw(origin, customer.path, { method: "POST", headers: { ...action, cookie, ...headers }, body });

  // Next compares Origin with the host that it believes was asked: here both are the forger's.
  expect((await post({ ...evil, origin: "http://evil.test" })).text).not.toContain('"ok":true');
  expect((await post({ ...evil, origin: "https://evil.test" })).text).not.toContain("invalid_input");
  expect((await post({ ...evil, origin })).text).toContain('"code":"invalid_input"');
  for (const headers of [evil, { ...evil, cookie }]) {
    const { headers: said, text } = await sendRaw(origin, "/nowhere", { headers });
    expect(JSON.stringify(said) + text).not.toContain("evil.test");
  }
  const away = await sendRaw(origin, "/team", { headers: evil });
  expect(new URL(String(away.headers.location), origin).origin).toBe(origin);
  const found = await sendRaw(origin, "/api/apps/acme-ios/find", {
    method: "POST",
    headers: {
      ...evil,
      cookie,
      origin: "http://evil.test",
      "content-type": "application/json",
      "content-length": "13",
    },
    body: Buffer.from('{"text":"ab"}'),
  });
  expect([found.status, JSON.parse(found.text).error.code]).toEqual([403, "wrong_origin"]);
});
