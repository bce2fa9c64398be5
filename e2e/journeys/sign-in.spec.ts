import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { pages } from "../../lib/auth/endpoints";
import { signInPath } from "../../lib/auth/next-path";
import { roles } from "../../lib/auth/permissions";
import { postAction, takeAction } from "../fixtures/action";
import { callsAbout, readProfile, seedCustomer } from "../fixtures/emulator";
import { expect, signIn, test } from "../fixtures/test";

const SIGNED_OUT = /You are signed out/;

/** The files of that name under app/ and their addresses, with a customer in place of the parameters. */
function listAddresses(name: string): { file: string; path: string }[] {
  const app = join(import.meta.dirname, "..", "..", "app");
  const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) => basename(file) === name);
  return files.map((file) => {
    const segments = dirname(file).split(sep);
    const path = segments.filter((segment) => segment !== "." && !segment.startsWith("(")).join("/");
    const customer = path.replace("[app]", "acme-ios").replace("[profileId]", "a0000000-0000-4000-8000-000000000001");
    return { file: join(app, file), path: `/${customer}` };
  });
}

for (const role of roles) {
  test(`one click signs in as the ${role} of practice mode, and the rail says who`, async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: `(${role})` }).click();
    await expect(page).toHaveURL(role === "auditor" ? "/activity" : "/");
    const rail = page.getByRole("complementary", { name: "Console" });
    await expect(rail).toContainText(/@practice\.example/);
    await expect(rail.getByText(role, { exact: true })).toBeVisible();
  });
}

test("sign-out ends the session for every copy of its cookie, and Back shows nothing of the customer", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await page.goto(customer.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(customer.customerUserId);
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const read = () => page.request.get(`/api/apps/acme-ios/customers/${customer.profileId}`, { headers: { cookie } });
  expect((await read()).status()).toBe(200);
  await page.evaluate(() => localStorage.setItem("left-behind", "x"));
  const [signedOut] = await Promise.all([
    page.waitForResponse(/\/api\/auth\/sign-out$/),
    page.getByRole("button", { name: "Sign out" }).click(),
  ]);
  expect(await signedOut.headerValue("clear-site-data")).toBe('"cache", "storage"');
  await expect(page).toHaveURL("/sign-in");
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect((await read()).status()).toBe(401);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByText(customer.customerUserId)).toHaveCount(0);
});

test("a stranger comes to sign-in from every page, and from there to where they wanted to go", async ({ page }) => {
  const behind = listAddresses("page.tsx").filter(({ path }) => pages[path] !== "anybody");
  expect(behind.length).toBeGreaterThan(2);
  for (const { path } of behind) {
    const answer = await page.request.get(`${path}?tab=1`, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(303);
    expect(answer.headers().location, path).toBe(signInPath(`${path}?tab=1`));
    expect(await answer.text(), path).not.toContain("<");
  }
  await page.goto("/settings?tab=1");
  await page.getByRole("button", { name: "(viewer)" }).click();
  await expect(page).toHaveURL("/settings?tab=1");
});

test("every API route answers a stranger 401 in JSON", async ({ request, baseURL }) => {
  const routes = listAddresses("route.ts").filter(({ path }) => !/^\/api\/(auth|health|metrics)/.test(path));
  expect(routes.length).toBeGreaterThan(3);
  for (const { path, file } of routes) {
    const methods = [...readFileSync(file, "utf8").matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)];
    expect(methods.length, file).toBeGreaterThan(0);
    for (const [, method] of methods) {
      for (const cookie of ["", "console_session=forged", "console_session=forged.c2lnbmVkIGJ5IG5vYm9keQ%3D%3D"]) {
        const headers = { origin: baseURL ?? "", ...(cookie && { cookie }) };
        const answer = await request.fetch(path, { method, headers, maxRedirects: 0 });
        expect(answer.status(), `${method} ${path} ${cookie}`).toBe(401);
        expect(answer.headers()["cache-control"]).toBe("no-store");
        const message = expect.stringMatching(/^You are signed out, so nothing was read/);
        expect(await answer.json()).toEqual({ error: { code: "signed_out", message } });
      }
    }
  }
});

test("sign-in leads to no other site, whatever the spelling", async ({ page, baseURL }) => {
  const origin = baseURL ?? "";
  const elsewhere = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
  ];
  elsewhere.push("/%2F/evil.example", "/.//evil.example", "javascript:alert(1)", "/api/auth/sign-out", "/sign-in");
  for (const next of elsewhere) {
    const form = { role: "viewer", next };
    const answer = await page.request.post("/api/auth/practice", { form, headers: { origin }, maxRedirects: 0 });
    expect(answer.status(), next).toBe(303);
    expect(new URL(answer.headers().location ?? "", origin).origin, next).toBe(origin);
    const back = await page.request.get(`/sign-in?${new URLSearchParams({ next })}`, { maxRedirects: 0 });
    expect(back.status(), next).toBe(307);
    expect(new URL(back.headers().location ?? "", origin).origin, next).toBe(origin);
  }
  await page.context().clearCookies();
  await page.goto("/sign-in?next=//evil.example/customers");
  await page.getByRole("button", { name: "(viewer)" }).click();
  await expect(page).toHaveURL(`${origin}/`);
});

test("an agent's action posted by anybody else is refused and reaches nobody", async ({ as, baseURL, playwright }) => {
  const customer = await seedCustomer();
  const origin = baseURL ?? "";
  const page = await as("agent");
  await page.goto(customer.path);
  const action = await takeAction(page, async () => {
    await page.getByRole("button", { name: "Grant access" }).click();
    await page.getByRole("dialog").getByLabel("Reason").selectOption("COURTESY");
    await page.getByRole("button", { name: /^Grant Premium until/ }).click();
  });
  // The page, whose own action was taken away, reads the customer anew; then it is closed and asks nothing more.
  const calls = 2;
  await expect.poll(async () => (await callsAbout(customer)).length).toBe(calls);
  const agent = page.context().request;
  await page.close();
  const stranger = await playwright.request.newContext({ baseURL });
  const { cookies } = await agent.storageState();
  const ended = await playwright.request.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  await signIn(ended, origin, "agent");
  const kept = (await ended.storageState()).cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  await ended.post("/api/auth/sign-out", { headers: { origin }, maxRedirects: 0 });
  const viewer = (await as("viewer")).request;
  expect(cookies.length).toBeGreaterThan(0);

  const elsewhere = ["/sign-in", "/", "/x.png", "/favicon.svg", "/api/x"].map((path) => `${origin}${path}`);
  for (const url of [action.url, ...elsewhere]) {
    const answer = await postAction(stranger, action, { origin }, url);
    expect(answer.status(), url).toBe(401);
    expect(await answer.text()).toMatch(SIGNED_OUT);
  }
  for (const url of [action.url, `${origin}/api/x`, `${origin}/api/auth/x`]) {
    const forged = await postAction(stranger, action, { origin, cookie: "console_session=forged.c2lnbmVk" }, url);
    expect(forged.status(), url).toBe(401);
    expect(await forged.text(), url).toMatch(SIGNED_OUT);
  }
  const late = await postAction(stranger, action, { origin, cookie: kept });
  expect([late.status(), await late.text()]).toEqual([401, expect.stringMatching(SIGNED_OUT)]);
  expect(await (await postAction(viewer, action, { origin })).text()).toContain('"forbidden"');
  const wrong = await Promise.all([
    postAction(agent, action, { origin: "https://evil.example" }),
    postAction(agent, action, { origin: "null" }),
    postAction(agent, action),
    postAction(agent, action, { origin, "sec-fetch-site": "cross-site" }),
  ]);
  for (const answer of wrong) expect(await answer.text()).not.toContain('"ok":true');
  expect(await callsAbout(customer)).toHaveLength(calls);

  expect(await (await postAction(agent, action, { origin })).text()).toContain('"ok":true');
  expect((await readProfile(customer)).access_levels).toHaveLength(1);
  await Promise.all([stranger.dispose(), ended.dispose()]);
});

test("an address with a broken % sign is told so instead of failing", async ({ as }) => {
  const page = await as("agent");
  for (const path of ["/acme-ios/customers/%", "/acme-ios/customers/%ff", "/%"]) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(400);
    expect(await answer.text(), path).toContain("This address cannot be read");
  }
});
