import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { expect, test } from "vitest";

const { config, proxy } = await import("@/proxy");
const origin = "http://127.0.0.1:3000";

/** What the gate says to a stranger; null when it does not look at the request, or lets it pass. */
async function knock(method: string, path: string, sent: Record<string, string> = { "next-action": "7f00" }) {
  const url = `${origin}${path}`;
  if (!unstable_doesMiddlewareMatch({ config, url })) return null;
  const { status, headers } = await proxy(new NextRequest(url, { method, headers: sent }));
  return headers.has("x-middleware-next") ? null : status;
}

test.each(["/", "/team", "/sign-in", "/x.png", "/x.txt", "/favicon.ico", "/favicon.svg", "/__nextjs_x", "/_next/hmr"])(
  "a stranger's POST to %s never reaches Next's decoders",
  async (path) => {
    expect(await knock("POST", path)).toBe(401);
  },
);

test("a read by a stranger is told that nothing was read, and a write that nothing was sent", async () => {
  const say = async (method: string, path: string) =>
    (await proxy(new NextRequest(`${origin}${path}`, { method }))).text();
  const read = await say("GET", "/api/apps/acme-ios/customers/x");
  expect(JSON.parse(read)).toEqual({
    error: { code: "signed_out", message: expect.stringMatching(/nothing was read/) },
  });
  expect(read).not.toMatch(/sent|send/);
  expect(await say("POST", "/acme-ios/customers/x")).toMatch(/nothing was sent/);
});

test("what a browser fetches before anybody signs in is let through", async () => {
  for (const path of ["/favicon.svg", "/_next/static/chunks/a.js", "/api/health", "/sign-in"]) {
    expect(await knock("GET", path), path).toBeNull();
  }
  expect(await knock("GET", "/team")).toBe(303);
  expect(await knock("GET", "/acme-ios/customers/a.png")).toBe(303);
});

const customer = "customers/9f3c1d2e-0000-4000-8000-000000000000";

test.each([
  `/__nextjs/${customer}`,
  `/__nextjs_x/${customer}`,
  `/__nextjs_font/${customer}`,
  `/_next/hmr/${customer}`,
  `/_next/webpack-hmr/${customer}`,
  `/_next/image/${customer}`,
  "/__nextjs",
  "/__nextjs_font/geist-latin.woff2",
  "/_next/hmr",
  "/_next/image?url=%2Ffavicon.svg&w=64&q=75",
  "/_next/data/x/acme-ios.json",
  `/_next/data/x/acme-ios/${customer}.json`,
  `/favicon.svg/${customer}`,
  "/favicon.ico",
  "/x.svg",
])("a stranger's GET of %s is answered by the gate, as a page or as a payload", async (path) => {
  expect(await knock("GET", path, {})).toBe(303);
  expect(await knock("GET", path, { rsc: "1" })).toBe(303);
  expect(await knock("HEAD", path, { rsc: "1", "next-router-prefetch": "1" })).toBe(303);
});
