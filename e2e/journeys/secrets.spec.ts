import { randomUUID } from "node:crypto";
import { dirname, join, relative } from "node:path";
import Database from "libsql";
import { buildFolder, listActions } from "../fixtures/build";
import { canary, moreCanary } from "../fixtures/canary";
import { plan, seedCustomer } from "../fixtures/emulator";
import { seedFull } from "../fixtures/full-customer";
import { expect, test } from "../fixtures/live";
import { createFirstAdmin, firstAdmin } from "../fixtures/live-admin";
import { apiOf, openWire, pathOf } from "../fixtures/live-wire";
import { listFiles, type Read, readFiles } from "../fixtures/read-all";
import { findSecrets, listSpellings } from "../fixtures/spellings";
import { inputOf, isWrite, liveSettings, type WriteAction } from "../fixtures/write-inputs";

const UNSERVED = /^(cache|dev|node_modules)\//;

const search = (places: Read[], secrets: Record<string, string> = canary) =>
  places.flatMap(({ where, bytes }) => findSecrets(bytes, secrets).map((found) => `${where} holds ${found}`));

test("the search finds a secret however it is spelled, and in the middle of something else", () => {
  for (const secret of Object.values(canary)) {
    for (const spelling of listSpellings(secret)) {
      expect(findSecrets(Buffer.from(`<p>${spelling}</p>`), canary), spelling).not.toEqual([]);
    }
    for (const before of ["", "x", "xy"]) {
      const text = Buffer.from(`${before}${secret}:password`).toString("base64");
      expect(findSecrets(Buffer.from(text), canary), text).not.toEqual([]);
    }
  }
});

test("no file of the build holds a secret that was set while it was made", () => {
  const files = listFiles(buildFolder).filter((path) => !UNSERVED.test(relative(buildFolder, path)));
  expect(files.filter((path) => path.endsWith(".js")).length).toBeGreaterThan(30);
  expect(search(readFiles(files))).toEqual([]);
});

const idOf = (wanted: string) => listActions().find(({ name }) => name === wanted)?.id ?? "";

/** What has to be done first, so that there is something to end. */
const needed: Partial<Record<WriteAction, WriteAction[]>> = { endComp: ["grantComp"], revokeAccess: ["grantAccess"] };

const upstreamFaults = [
  { mode: "status", status: 401 },
  { mode: "status", status: 403, body: "<h1>Forbidden</h1>", contentType: "text/html" },
  { mode: "html" },
  { mode: "reset" },
] as const;

// Nobody answers there.
const { OIDC_CLIENT_SECRET } = moreCanary;
const sso = { OIDC_ISSUER: "http://127.0.0.1:1", OIDC_CLIENT_ID: "console", OIDC_CLIENT_SECRET };
test.use({ variables: sso });

test("nothing that a live console serves, logs or stores holds a secret", async ({ live, page }) => {
  test.slow();
  const { kept, get, post, act, readPage } = openWire(page.request, live.url);
  const customer = await seedFull();
  const [path, api] = [pathOf(customer), apiOf(customer)];

  await test.step("before anybody has an account", async () => {
    const link = await live.setUpLink();
    for (const one of ["/", "/sign-in", path, api, link.slice(live.url.length), "/set-up?token=x", "/join?token=x"])
      await get(one);
    for (const door of ["practice", "sign-in", "set-up", "join", "sign-in/email", "get-session", "oidc/start"]) {
      await post(`/api/auth/${door}`, { form: { email: "x", password: "y", token: "z" } });
    }
    await get("/api/auth/oidc/callback?code=x&state=y");
    await createFirstAdmin(page, link);
  });

  await test.step("pages, scripts and routes", async () => {
    for (const one of ["/", path, "/settings", "/team", "/nowhere", "/app/customers/%ff", "/other/customers/x", "/%"]) {
      await get(one);
      await get(one, { rsc: "1" });
      await get(one, { rsc: "1", "next-router-prefetch": "1" });
    }
    for (const one of [api, `${api}/raw`, `${api}/purchases`, "/api/health", "/api/x", "/api/apps/x/customers/x"]) {
      await get(one);
    }
    for (const data of [{ text: customer.customerUserId }, { text: "\n" }, { text: 1 }, "{", Buffer.alloc(3e6, "x")]) {
      await post("/api/apps/app/find", { data });
    }
    for (const file of listFiles(join(buildFolder, "static"))) {
      const script = `/_next/static/${relative(join(buildFolder, "static"), file)}`;
      expect((await get(script)).status(), script).toBe(200);
      await get(`${script}.map`);
    }
  });

  await test.step("every action, done and failed", async () => {
    const actions = listActions();
    expect(await act(idOf("updateSettings"), "/settings", { seen: null, body: liveSettings })).toContain('"ok":true');
    await act("00".repeat(21), path, {});
    for (const { id, name } of actions) {
      await act(id, path, { not: "what it takes" });
      await act(id, path, { operationId: randomUUID(), app: "app", profileId: customer.profileId });
      if (!isWrite(name)) continue;
      const own = await seedCustomer();
      for (const before of needed[name] ?? [])
        await act(idOf(before), pathOf(own), inputOf(before, await readPage(own)));
      expect(await act(id, pathOf(own), inputOf(name, await readPage(own))), name).toContain('"ok":true');
      for (const fault of upstreamFaults) {
        const unlucky = await seedCustomer();
        const input = inputOf(name, await readPage(unlucky));
        await plan(unlucky, fault, { method: name === "updateProfile" ? "PATCH" : "POST" });
        expect(await act(id, pathOf(unlucky), input), name).toContain('"ok":false');
      }
    }
  });

  await test.step("Adapty failing while a customer is read", async () => {
    for (const fault of upstreamFaults) {
      for (const one of [path, api, `${api}/raw`]) {
        await plan(customer, fault, { method: "GET" });
        await get(one);
      }
    }
  });

  await test.step("the record, and both of its exports", async () => {
    for (const one of ["/activity", "/activity/record", "/account", "/settings/permissions"]) await get(one);
    for (const format of ["csv", "jsonl"]) {
      const exported = await get(`/api/audit/export?format=${format}`);
      expect((await exported.text()).split("\n").length, format).toBeGreaterThan(30);
    }
  });

  await test.step("the console's own failure: a table of its database is away", async () => {
    const database = new Database(live.file);
    database.exec('PRAGMA busy_timeout = 10000; alter table "session" rename to "session_away"');
    for (const one of ["/", path, "/settings", "/activity/record", api, `${api}/raw`]) {
      expect((await get(one)).status(), one).toBeGreaterThanOrEqual(500);
      await get(one, { rsc: "1" });
    }
    await post("/api/auth/sign-in", { form: { email: firstAdmin.email, password: firstAdmin.password } });
    await act(idOf("updateSettings"), "/settings", { seen: null, body: liveSettings });
    database.exec('alter table "session_away" rename to "session"');
    database.close();
  });

  for (const status of ["200", "303", "400", "401", "404", "413", "500", "502"]) {
    expect(kept.filter(({ where }) => where.startsWith(status)).length, status).toBeGreaterThan(0);
  }
  const session = (await page.context().cookies()).find(({ name }) => name === "console_session");
  const token = decodeURIComponent(session?.value ?? "").split(".")[0] ?? "";
  expect(token.length).toBeGreaterThan(20);
  const secrets = { ...canary, OIDC_CLIENT_SECRET, password: firstAdmin.password, token };
  expect(search(kept, secrets)).toEqual([]);
  expect(search([{ where: "the log", bytes: Buffer.from(live.log()) }], secrets)).toEqual([]);
  const files = listFiles(dirname(live.file));
  expect(files).toEqual(expect.arrayContaining([live.file, `${live.file}-wal`, expect.stringMatching(/checkpoints/)]));
  expect(search(readFiles(files), secrets)).toEqual([]);
});
