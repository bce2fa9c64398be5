import { pages as asked } from "../../lib/auth/endpoints";
import { listActions, listAddresses } from "../fixtures/build";
import { seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/live";
import { createFirstAdmin } from "../fixtures/live-admin";
import { sayRaw, sendRaw, toCookieHeader } from "../fixtures/raw-request";

test("a body that is too large is told so in a sentence, and is never cut and read", async ({ as, baseURL }) => {
  const origin = baseURL ?? "";
  const customer = await seedCustomer();
  const page = await as("agent");
  const cookie = toCookieHeader(await page.context().cookies());
  const places = [...Object.values(listAddresses()).flat(), "/sign-in"];
  const paths = places.map((path) =>
    path.replace("[app]", "acme-ios").replace("[profileId]", customer.profileId).replace("[...rest]", "x"),
  );
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) {
    const body = Buffer.alloc(256 * 1024 + 1, "x");
    const headers = { origin, cookie, "content-length": String(body.length) };
    const answer = await sendRaw(origin, path, { method: "POST", headers, body });
    expect([path, answer.status]).toEqual([path, 413]);
    expect(answer.text, path).toContain("Nothing was done: this is larger than the ");
  }
  await page.goto("/settings");
  const message = await page.evaluate(async () => {
    const answer = await fetch("/api/apps/acme-ios/find", { method: "POST", body: "x".repeat(100_000) });
    return (await answer.json()).error.message;
  });
  expect(message).toBe("Nothing was done: this is larger than the 64 KB that can be sent here at once. Send less.");
});

test("other methods, other protocols and what is no request are turned away at the door", async ({ baseURL }) => {
  const origin = baseURL ?? "";
  for (const method of ["TRACE", "OPTIONS", "PROPFIND", "PURGE"])
    expect([method, (await sendRaw(origin, "/", { method })).status]).toEqual([method, 405]);
  for (const path of ["/", "/_next/hmr", "/_next/webpack-hmr", "/api/health"]) {
    const upgrade = `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eHh4eHh4eHh4eHh4eHh4eA==\r\n\r\n`;
    expect(await sayRaw(origin, upgrade), path).toMatch(/^HTTP\/1\.1 400 /);
  }
  expect(await sayRaw(origin, "CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n")).not.toMatch(
    /^HTTP\/1\.1 2/,
  );
  const large = `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${"x".repeat(17_000)}\r\n\r\n`;
  expect(await sayRaw(origin, large)).toMatch(/^HTTP\/1\.1 431 /);
  const chunked = { origin, "transfer-encoding": "chunked" };
  const endless = { method: "POST", headers: chunked, body: Buffer.alloc(300_000, "x") };
  expect((await sendRaw(origin, "/api/auth/sign-in", endless)).status).toBe(413);
  expect((await sendRaw(origin, "http://evil.test/")).status).toBe(400);
});

/** Payloads that each made some version of React's decoder loop, crash or run code. */
const payloads = [
  '["$@1"]',
  '{"then":"$1:__proto__:then"}',
  '["$F1"]',
  '0:["$1"]\n1:["$0"]',
  '[{"__proto__":{"a":1}}]',
];

/** What Next asks to stand in the address of such a request: anybody is told it, and without it nothing is decoded. */
const RSC = "yLGW1Svqw_7Juzob";

test("a stranger's payload reaches no decoder, whatever its address and headers are", async ({ live, page }) => {
  const actions = listActions();
  const { pages } = listAddresses();
  const paths = pages.map((path) => path.replace("[app]", "app").replace("[profileId]", crypto.randomUUID()));
  const before = live.log();
  for (const path of [...paths, "/", "/nowhere", "/favicon.svg", "/_next/static/x", "/index.rsc"]) {
    for (const headers of [
      { "next-action": actions[0]?.id ?? "", "content-type": "text/plain" },
      { "next-action": "x", "content-type": "multipart/form-data; boundary=x" },
      { "content-type": "multipart/form-data; boundary=x" },
      { rsc: "1", "next-action": actions[0]?.id ?? "" },
    ]) {
      for (const text of payloads) {
        const body = Buffer.from(text);
        const sent = {
          method: "POST",
          headers: { ...headers, origin: live.url, "content-length": `${body.length}` },
          body,
        };
        const answer = await sendRaw(live.url, path, sent);
        expect([path, answer.status], answer.text).toEqual([path, path.startsWith("/_next/static/") ? 404 : 401]);
      }
    }
  }
  for (const path of paths.filter((one) => asked[one] !== "anybody")) {
    const base = path === "/" ? "/index" : path;
    for (const [address, headers] of [
      [`${base}.rsc`, {}],
      [`${base}.segments/_tree.segment.rsc`, {}],
      [`${base}.segments/$c$children.segment.rsc`, {}],
      [`/_next/data/x${base}.json`, {}],
      [path, { rsc: "1" }],
      [path, { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" }],
      [path, { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" }],
      [path, { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy", "x-middleware-next": "1" }],
      [`${path}?nxtPapp=app&nxtPprofileId=x`, {}],
    ] as const) {
      const answer = await sendRaw(live.url, address, { headers });
      expect([address, answer.status, answer.text.length < 200], answer.text).toEqual([address, 303, true]);
      expect(String(answer.headers.location ?? answer.headers["x-nextjs-redirect"]), address).toMatch(
        /^(\/_next\/data\/x)?\/sign-in/,
      );
    }
  }
  for (const path of paths.filter((one) => asked[one] === "anybody")) {
    for (const [address, headers] of [
      [`${path}.rsc`, {}],
      [`${path}.segments/_tree.segment.rsc`, {}],
      [`/_next/data/x${path}.json`, {}],
      [path, { rsc: "1" }],
      [`${path}?_rsc=x`, { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" }],
      [path, { "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" }],
      ...[`/.${path}`, `/%2e${path}`, `/team/..${path}`, `${path}#x`].flatMap(
        (written) =>
          [
            [`${written}.rsc`, {}],
            [`${written}?_rsc=${RSC}`, { rsc: "1", "next-router-state-tree": "unreadable" }],
          ] as const,
      ),
    ] as const) {
      const answer = await sendRaw(live.url, address, { headers });
      expect([address, answer.status], answer.text).toEqual([address, 400]);
    }
  }
  // A decoder that had been reached would have complained there.
  expect(live.log()).toBe(before);
  await createFirstAdmin(page, await live.setUpLink());
});

test("a cookie whose session has ended reaches no decoder", async ({ as, baseURL }) => {
  const origin = baseURL ?? "";
  const context = (await as("viewer")).context();
  const cookie = toCookieHeader(await context.cookies());
  const post = () =>
    sendRaw(origin, "/", {
      method: "POST",
      headers: { cookie, origin, "next-action": listActions()[0]?.id ?? "", "content-type": "text/plain" },
      body: Buffer.from('["$@1"]'),
    });
  const ask = (path: string) => sendRaw(origin, path, { headers: { cookie, rsc: "1" } });
  // Next sends such a request to an address that no cache mixes up with the page's.
  const address = String((await ask("/")).headers.location);
  const read = () => ask(address);
  expect((await read()).status).toBe(200);
  expect((await post()).status).not.toBe(401);
  await context.request.post("/api/auth/sign-out", { headers: { origin }, maxRedirects: 0 });
  expect((await post()).status).toBe(401);
  expect((await read()).status).toBe(303);
});

test("the image optimiser, source maps and the build's own files are not served", async ({ as, baseURL }) => {
  const origin = baseURL ?? "";
  const cookie = toCookieHeader(await (await as("admin")).context().cookies());
  const files = [
    "BUILD_ID",
    "server/server-reference-manifest.json",
    "required-server-files.json",
    "cache/.tsbuildinfo",
  ];
  for (const path of [
    "/_next/image?url=%2Ffavicon.svg&w=64&q=75",
    "/_next/image?url=http%3A%2F%2F127.0.0.1%3A1%2F&w=64&q=75",
    ...files.map((file) => `/_next/${file}`),
    ...files.map((file) => `/.next/${file}`),
    "/_next/static/../server/app/page.js",
    "/package.json",
    "/.env",
    "/data/console.db",
  ]) {
    for (const headers of [{}, { cookie }]) {
      const { status } = await sendRaw(origin, path, { headers });
      expect([path, [303, 400, 404].includes(status)], `${status}`).toEqual([path, true]);
    }
  }
});
