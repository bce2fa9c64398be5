import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { note } from "../fixtures/asked";
import { buildFolder, listActions } from "../fixtures/build";
import { seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/live";
import { createFirstAdmin } from "../fixtures/live-admin";
import { type Raw, sendRaw, toCookieHeader } from "../fixtures/raw-request";

const script = `/_next/static/chunks/${readdirSync(join(buildFolder, "static", "chunks")).find((name) => name.endsWith(".js"))}`;
const common = {
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

type Kind = "page" | "answer" | "static";

/** What is wrong with an answer's headers; nothing when all is well. */
function judge({ headers }: Raw, kind: Kind): string[] {
  const policy = headers["content-security-policy"]?.toString() ?? "";
  const wrong = Object.entries(common).filter(([name, value]) => headers[name] !== value);
  return [
    ...wrong.map(([name]) => `${name}: ${headers[name]}`),
    ...(/frame-ancestors 'none'/.test(policy) && /base-uri 'none'/.test(policy) ? [] : [`policy: ${policy}`]),
    ...(/object-src 'none'|default-src 'none'/.test(policy) ? [] : [`policy lets objects in: ${policy}`]),
    ...((kind === "page") === /script-src 'self' 'nonce-[^']{20,}' 'strict-dynamic'/.test(policy) ? [] : ["nonce"]),
    ...(kind === "static" || /no-store/.test(headers["cache-control"] ?? "")
      ? []
      : [`kept: ${headers["cache-control"]}`]),
    ...(headers["x-powered-by"] || headers.server ? ["it says what it runs on"] : []),
  ];
}

test("every kind of answer carries the headers that keep others out, and no cache keeps what is signed in", async ({
  as,
  baseURL,
}) => {
  const origin = baseURL ?? "";
  const customer = await seedCustomer();
  const cookieOf = async (role: "agent" | "viewer") => toCookieHeader(await (await as(role)).context().cookies());
  const [agent, viewer] = [await cookieOf("agent"), await cookieOf("viewer")];
  const own = { origin, "content-type": "application/json" };
  const api = `/api/apps${customer.path}`;
  const large = { method: "POST", body: Buffer.alloc(300_000) };
  const action = { "next-action": listActions()[0]?.id ?? "", "content-type": "text/plain" };
  const asked: [string, string, Parameters<typeof sendRaw>[2], number, Kind][] = [
    ["a page", customer.path, { headers: { cookie: agent } }, 200, "page"],
    ["a page for a stranger", "/sign-in", {}, 200, "page"],
    ["a page that is refused", "/team", { headers: { cookie: viewer } }, 200, "page"],
    ["a page that there is not", "/nowhere", { headers: { cookie: agent } }, 404, "page"],
    ["a payload", `${customer.path}?_rsc=x`, { headers: { cookie: agent, rsc: "1" } }, 307, "page"],
    ["a way to sign-in", customer.path, {}, 303, "answer"],
    ["a payload for a stranger", customer.path, { headers: { rsc: "1" } }, 303, "answer"],
    ["a route", api, { headers: { cookie: agent } }, 200, "answer"],
    ["a route that there is not", "/api/nowhere", { headers: { cookie: agent } }, 404, "answer"],
    ["a route for a stranger", api, {}, 401, "answer"],
    ["a route that is refused", "/api/audit/export", { headers: { cookie: viewer } }, 403, "answer"],
    ["a route from another site", `${api}/find`, { method: "POST", headers: { cookie: agent } }, 403, "answer"],
    ["a method that there is not", "/api/health", { method: "PUT" }, 405, "answer"],
    ["a method that nobody needs", "/", { method: "TRACE" }, 405, "answer"],
    ["an address that cannot be read", `${api}/%`, { headers: { cookie: agent } }, 400, "answer"],
    [
      "a body that cannot be read",
      "/api/apps/acme-ios/find",
      { method: "POST", headers: { ...own, cookie: agent }, body: Buffer.from("{") },
      400,
      "answer",
    ],
    ["a body that is too large", customer.path, { ...large, headers: { ...own, cookie: agent } }, 413, "answer"],
    ["an action for a stranger", customer.path, { method: "POST", headers: { ...action, origin } }, 401, "answer"],
    ["health", "/api/health", {}, 200, "answer"],
    ["a form that is refused", "/api/auth/sign-in", { method: "POST", headers: { origin } }, 303, "answer"],
    ["a script", script, {}, 200, "static"],
    ["a script that there is not", "/_next/static/chunks/nowhere.js", {}, 404, "static"],
    ["a picture", "/favicon.svg", {}, 200, "static"],
    ["the image optimiser", "/_next/image?url=%2Ffavicon.svg&w=64&q=75", { headers: { cookie: agent } }, 404, "answer"],
  ];
  const found: unknown[] = [];
  for (const [name, path, request, status, kind] of asked) {
    const answer = await sendRaw(origin, path, request);
    if (status === 200 && kind !== "static") note({ method: "GET", url: path, headers: {}, isPage: true });
    found.push([name, answer.status, judge(answer, kind), answer.headers["strict-transport-security"]]);
  }
  expect(found).toEqual(asked.map(([name, , , status]) => [name, status, [], undefined]));
});

test("what breaks inside is answered with a number, the headers and nothing of why", async ({ live, page }) => {
  await createFirstAdmin(page, await live.setUpLink());
  const cookie = toCookieHeader(await page.context().cookies());
  const database = new Database(live.file);
  try {
    database.exec("PRAGMA busy_timeout = 10000; DROP TABLE session");
  } finally {
    database.close();
  }
  for (const path of ["/api/apps/app/customers/x", "/settings", "/app/customers/x"]) {
    const answer = await sendRaw(live.url, path, { headers: { cookie } });
    expect([path, answer.status, judge(answer, path.startsWith("/api/") ? "answer" : "page")]).toEqual([path, 500, []]);
    expect(answer.text, path).not.toMatch(/SQLITE|no such table|session|node_modules|at \w+ \(/);
  }
});

test.describe("behind https", () => {
  test.use({ variables: { PUBLIC_URL: "https://support.acme.test" } });

  test("every answer tells the browser to come by https for a year, and cookies are for this host alone", async ({
    live,
  }) => {
    for (const path of ["/", "/sign-in", "/api/health", "/api/x", "/%", "/favicon.svg", script, "/_next/image"]) {
      const { headers } = await sendRaw(live.url, path);
      expect([path, headers["strict-transport-security"]]).toEqual([path, "max-age=31536000"]);
    }
    const { headers } = await sendRaw(live.url, "/api/auth/sign-out", {
      method: "POST",
      headers: { origin: "https://support.acme.test" },
    });
    expect(headers["set-cookie"]).toEqual([expect.stringMatching(/^__Host-console_session=; Path=\/;.*; Secure$/)]);
    expect(headers["clear-site-data"]).toBe('"cache", "storage"');
  });
});

test("what the console does not use is off in the build", () => {
  const { config } = JSON.parse(readFileSync(join(buildFolder, "required-server-files.json"), "utf8"));
  expect(config).toMatchObject({
    poweredByHeader: false,
    productionBrowserSourceMaps: false,
    reactStrictMode: true,
    i18n: null,
    images: { unoptimized: true, remotePatterns: [], dangerouslyAllowSVG: false },
  });
  expect([config.cacheComponents ?? false, config.basePath, config.assetPrefix]).toEqual([false, "", ""]);
  const { experimental } = config;
  for (const name of ["useCache", "useOffline", "taint", "allowDevelopmentBuild", "serverSourceMaps"])
    expect([name, experimental[name] ?? false]).toEqual([name, false]);
  const routes = JSON.parse(readFileSync(join(buildFolder, "routes-manifest.json"), "utf8"));
  const rewrites = Array.isArray(routes.rewrites) ? routes.rewrites : Object.values(routes.rewrites).flat();
  expect(rewrites).toEqual([]);
  expect(routes.redirects.filter(({ internal }: { internal?: boolean }) => !internal)).toEqual([]);
  const { functions } = JSON.parse(readFileSync(join(buildFolder, "server", "middleware-manifest.json"), "utf8"));
  expect(functions).toEqual({});
});
