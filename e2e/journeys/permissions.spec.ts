import type { APIRequestContext, APIResponse, Page } from "@playwright/test";
import { actions, pages, routes } from "../../lib/auth/endpoints";
import { firstPageOf } from "../../lib/auth/first-page";
import { signInPath } from "../../lib/auth/next-path";
import { type ActingRole, can, EMERGENCY, roles, whyNot } from "../../lib/auth/permissions";
import { permissionOf } from "../../lib/operations/catalogue";
import { countCalls } from "../fixtures/asked";
import { listActions, listAddresses } from "../fixtures/build";
import { type Customer, writesAbout } from "../fixtures/emulator";
import { seedFull } from "../fixtures/full-customer";
import { addPerson, newPerson } from "../fixtures/team";
import { expect, signIn, test } from "../fixtures/test";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const built = { ...listAddresses(), actions: listActions() };

const fillIn = (path: string, { app, profileId }: Customer) =>
  path
    .replace("[app]", app)
    .replace("[profileId]", profileId)
    .replace("[...rest]", "x/y")
    .replace("[id]", "00000000-0000-4000-8000-00000000dead");

type Sent = { maxRedirects?: number; method?: string; headers?: Record<string, string> | undefined; data?: Buffer };
type Wire = (path: string, sent?: Sent) => Promise<APIResponse>;

/** Asks the console as nobody and as each role, from its own origin; `elevate` answers who is signed in with emergency access. */
async function openWires(
  open: () => Promise<APIRequestContext>,
  elevate: () => Promise<APIRequestContext>,
  origin: string,
) {
  const wire = (request: APIRequestContext): Wire => {
    return (path, { headers, ...sent } = {}) =>
      request.fetch(`${origin}${path}`, { maxRedirects: 0, ...sent, headers: { origin, ...headers } });
  };
  const asRole = async (role: (typeof roles)[number]) => {
    const request = await open();
    await signIn(request, origin, role);
    // Who may not see customers leads to no call, and no action here gets as far as one.
    if (can(role, "customer.read")) countCalls(request, ["view"]);
    return [role, wire(request)] as const;
  };
  const signedIn: (readonly [ActingRole, Wire])[] = [];
  for (const role of roles) signedIn.push(await asRole(role));
  signedIn.push([EMERGENCY, wire(await elevate())]);
  return { nobody: wire(await open()), signedIn: new Map(signedIn) };
}

/** Takes emergency access for an agent of the test's own, and answers what asks in their name. */
async function takeEmergency(admin: Page, page: Page, origin: string): Promise<APIRequestContext> {
  await addPerson(admin, page, newPerson("agent"));
  const { id = "" } = built.actions.find(({ name }) => name === "startEmergency") ?? {};
  const answer = await page.request.fetch("/emergency", {
    method: "POST",
    data: Buffer.from(JSON.stringify([{ id: crypto.randomUUID(), reason: "The matrix is walked", ticket: "T-1" }])),
    headers: { origin, "next-action": id, "content-type": "text/plain;charset=UTF-8" },
  });
  expect(await answer.text()).toContain('"ok":true');
  return page.request;
}

const it = test.extend<{ wires: Awaited<ReturnType<typeof openWires>> }>({
  wires: async ({ as, playwright, baseURL }, use) => {
    const opened: APIRequestContext[] = [];
    const open = async () => {
      const request = await playwright.request.newContext({ baseURL });
      opened.push(request);
      return request;
    };
    const elevate = async () => takeEmergency(await as("admin"), await as(null), baseURL ?? "");
    await use(await openWires(open, elevate, baseURL ?? ""));
    await Promise.all(opened.map((request) => request.dispose()));
  },
});

/** The text of the page's main part, as it is served. */
function mainOf(html: string): string {
  const main = /<main[^>]*>([\s\S]*?)<\/main>/.exec(html)?.[1] ?? "";
  return main.replace(/<!--.*?-->/g, "").replace(/<[^>]*>/g, "");
}

test("the table names every page and every action of the build, and no other", () => {
  expect(built.pages.toSorted()).toEqual(Object.keys(pages).sort());
  expect(built.actions.map(({ name }) => name).sort()).toEqual(Object.keys(actions).sort());
});

it("the table names every method of every route handler of the build, and no other", async ({ wires }) => {
  const customer = await seedFull();
  const found: string[] = [];
  for (const path of built.routes) {
    for (const method of METHODS) {
      const stranger = await wires.nobody(fillIn(path, customer), { method });
      // Only who is signed in is told that there is no such method.
      const answer =
        stranger.status() === 401 ? await wires.signedIn.get("admin")?.(fillIn(path, customer), { method }) : stranger;
      if (answer?.status() !== 405) found.push(`${method} ${path}`);
    }
  }
  expect(found.sort()).toEqual(Object.keys(routes).sort());
});

it("each page shows itself to those whom the table allows, and to everybody else a sentence", async ({ wires }) => {
  const customer = await seedFull();
  for (const page of built.pages) {
    const path = fillIn(page, customer);
    const asked = pages[page];
    const stranger = await wires.nobody(path);
    if (asked === "anybody") {
      expect([200, 404], page).toContain(stranger.status());
      continue;
    }
    for (const headers of [undefined, { rsc: "1" }]) {
      const sent = await wires.nobody(path, { headers });
      expect([sent.status(), sent.headers().location], page).toEqual([303, signInPath(path)]);
      expect(await sent.text(), page).not.toContain("<");
    }
    for (const [role, ask] of wires.signedIn) {
      const answer = await ask(path);
      const html = await answer.text();
      const allowed = asked !== undefined && can(role, asked);
      const seen = `${page} as ${role}`;
      if (page === "/" && !allowed) {
        expect([answer.status(), answer.headers().location], seen).toEqual([307, firstPageOf(role)]);
        continue;
      }
      expect(answer.status(), seen).toBe(200);
      if (allowed) {
        expect(mainOf(html), seen).not.toMatch(/^.{0,40}(Your role|Emergency access does not)/);
        continue;
      }
      const why = asked ? whyNot(role, asked) : "it is not in the table";
      expect(mainOf(html), seen).toMatch(
        role === EMERGENCY
          ? /^.{0,40}Emergency access does not let you [^.]+\.(This page [^.]+\.)?See who may do what$/
          : /^.{0,40}Your role \(\w+\) may not [^.]+\. [^.]+ can\.(This page [^.]+\.)?See who may do what$/,
      );
      expect(mainOf(html), seen).toContain(why);
      // Next sends such a request once round, to mark its address.
      const payload = await (await ask(path, { headers: { rsc: "1" }, maxRedirects: 1 })).text();
      expect(payload, seen).toContain(why);
      for (const bytes of [html, payload]) {
        expect(bytes, seen).not.toContain(customer.customerUserId);
        if (role !== "admin") expect(bytes, seen).not.toContain("adam@practice.example");
      }
    }
  }
});

it("each route answers those whom the table allows, and refuses everybody else", async ({ wires }) => {
  const customer = await seedFull();
  for (const [route, asked] of Object.entries(routes)) {
    const [method = "", path = ""] = route.split(" ");
    const ask = (wire: Wire) => wire(fillIn(path, customer), { method });
    const stranger = await ask(wires.nobody);
    if (asked === "anybody") {
      expect([401, 403, 500], route).not.toContain(stranger.status());
      continue;
    }
    expect([stranger.status(), (await stranger.json()).error.code], route).toEqual([401, "signed_out"]);
    for (const [role, wire] of wires.signedIn) {
      const answer = await ask(wire);
      if (can(role, asked)) {
        expect([200, 400, 404], `${route} as ${role}`).toContain(answer.status());
      } else {
        expect(answer.status(), `${route} as ${role}`).toBe(403);
        expect(await answer.json()).toEqual({ error: { code: "forbidden", message: whyNot(role, asked) } });
      }
    }
  }
});

it("each action hears those whom the table allows, wherever it is posted to, and refuses everybody else", async ({
  wires,
}) => {
  const customer = await seedFull();
  const data = Buffer.from("[{}]");
  for (const { id, name, pages: takers } of built.actions) {
    expect(takers.length, name).toBeGreaterThan(0);
    for (const page of [...takers, "/settings"]) {
      const path = fillIn(page, customer);
      const sent = { method: "POST", data, headers: { "next-action": id, "content-type": "text/plain;charset=UTF-8" } };
      const stranger = await wires.nobody(path, sent);
      expect([stranger.status(), await stranger.text()], name).toEqual([
        401,
        expect.stringMatching(/^You are signed out/),
      ]);
      for (const [role, ask] of wires.signedIn) {
        const operation = actions[name];
        const allowed = operation !== undefined && can(role, permissionOf(operation));
        const text = await (await ask(path, sent)).text();
        expect(text, `${name} on ${page} as ${role}`).toContain(
          allowed ? '"code":"invalid_input"' : '"code":"forbidden"',
        );
        if (operation && !allowed) expect(text).toContain(whyNot(role, permissionOf(operation)));
      }
    }
  }
  expect(await writesAbout(customer)).toEqual([]);
});
