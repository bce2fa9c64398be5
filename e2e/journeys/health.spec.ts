import type { Page } from "@playwright/test";
import { expect, metricsToken, passTwoHours, test } from "../fixtures/alerts";
import { expectNothingFound } from "../fixtures/axe";
import { openEditSheet } from "../fixtures/edit-sheet";
import { plan, seedCustomer } from "../fixtures/emulator";
import { expectNoFaults } from "../fixtures/faults";
import { createFirstAdmin } from "../fixtures/live-admin";
import { pathOf } from "../fixtures/live-wire";
import { loseEdit, passAnHour } from "../fixtures/queue";

const partOn = (page: Page, name: string) =>
  page
    .getByRole("list", { name: "What the console lives by" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name, exact: true }) });

test("a console that just started asks Adapty itself, so that its admin reads at once whether the key is right", async ({
  live,
  page,
}) => {
  await createFirstAdmin(page, await live.setUpLink());
  await page.getByRole("link", { name: "Health" }).click();
  await expect(page.getByText("Nothing is known to be wrong")).toBeVisible();
  await expect(page.getByText("One thing is not known yet")).toBeVisible();
  await expect(partOn(page, "Database")).toContainText("takes what is written");
  await expect(partOn(page, "Adapty")).toContainText("Adapty answers.");
  await expect(partOn(page, "Secret key")).toContainText("Adapty accepts the secret key.");
  await expect(partOn(page, "Clock")).toContainText("show the same time");
  await expect(partOn(page, "Changes")).toContainText("Every change is settled.");
  await expect(partOn(page, "Webhook")).toContainText("whether the webhook takes alerts is not known");
  await expectNothingFound(page, "html");
});

test.describe("with a key that Adapty does not know", () => {
  test.use({ variables: { ADAPTY_SECRET_KEY: "secret_live_nobody", ADAPTY_PREVIOUS_SECRET_KEY: "" } });

  test("the page says so, and where to look", async ({ live, page }) => {
    await createFirstAdmin(page, await live.setUpLink());
    await page.goto(`${live.url}/health`);
    await expect(page.getByText("One thing needs a look")).toBeVisible();
    await expect(partOn(page, "Adapty")).toContainText("Adapty answers.");
    await expect(partOn(page, "Secret key")).toContainText("Adapty does not accept the secret key (it answers 401).");
    await expect(partOn(page, "Secret key")).toContainText("App settings, General");
  });
});

test.describe("where nobody answers for Adapty", () => {
  test.use({ adaptyUrl: "http://127.0.0.1:65535" });

  test("the page says since when, and what to do, at every width", async ({ live, page }) => {
    await createFirstAdmin(page, await live.setUpLink());
    await page.goto(`${live.url}/health`);
    await expect(partOn(page, "Adapty")).toContainText("Adapty cannot be reached.");
    await expect(partOn(page, "Adapty")).toContainText("Since");
    await expect(partOn(page, "Secret key")).toContainText("No answer of Adapty's has told yet.");
    await page.getByRole("button", { name: "Look again" }).click();
    await expect(page.getByText("One thing needs a look")).toBeVisible();
    await expectNothingFound(page, "html");
    for (const width of [320, 360, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      await expectNoFaults(page, "body", `at ${width} px`);
    }
  });
});

test("the open internet is told whether the console is ready, and nothing more", async ({ live, request }) => {
  for (const path of ["/api/health", "/api/health/live", "/api/health/ready"]) {
    const answer = await request.get(`${live.url}${path}`);
    expect([path, answer.status(), await answer.json()]).toEqual([path, 200, { status: "ok" }]);
    expect(answer.headers()["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  }
  const details = `${live.url}/api/health/details`;
  const metrics = `${live.url}/api/metrics`;
  for (const authorization of ["", "Bearer x", `Bearer ${metricsToken}x`, `Basic ${metricsToken}`]) {
    for (const url of [details, metrics]) {
      const answer = await request.get(url, { headers: { authorization } });
      expect([url, answer.status()]).toEqual([url, 401]);
      expect(await answer.text()).not.toMatch(/console_|adapty|degraded|"ok"/i);
    }
  }
  const headers = { authorization: `Bearer ${metricsToken}` };
  expect(await (await request.get(details, { headers })).json()).toMatchObject({ status: "ok" });
  const scraped = await request.get(metrics, { headers });
  expect(scraped.headers()["content-type"]).toContain("text/plain; version=0.0.4");
  const text = await scraped.text();
  for (const name of ["console_request_seconds_count", "console_adapty_up", "process_cpu_seconds_total"])
    expect(text).toContain(name);
});

test("without a token of its own the console has no metrics", async ({ as, baseURL }) => {
  const page = await as("admin");
  for (const authorization of ["", "Bearer "]) {
    const answer = await page.request.get(`${baseURL}/api/metrics`, { headers: { authorization } });
    expect(answer.status()).toBe(404);
  }
});

test("what is not confirmed for over an hour is told once to the webhook, on the Health page and above every page", async ({
  live,
  receiver,
  page,
  request,
}) => {
  test.slow();
  await createFirstAdmin(page, await live.setUpLink());
  const customer = await seedCustomer();
  const here = { ...customer, path: `${live.url}${pathOf(customer)}` };
  await plan(customer, { mode: "reset" }, { method: "PATCH" });
  const edit = await openEditSheet(page, here);
  await edit.set("E-mail", "jane@canary.example");
  await edit.reviewAndSave();
  await expect(edit.sheet.getByRole("status").getByText("Not confirmed yet: checking")).toBeVisible();
  passTwoHours(live.file);

  await expect.poll(() => receiver.alerts.length, { timeout: 60_000 }).toBe(1);
  const { text = "", headers } = receiver.alerts[0] ?? {};
  const { data } = JSON.parse(text);
  expect(data).toMatchObject({ overdue: 1, queue: `${live.url}/queue`, operations: [{ name: "profile.update" }] });
  expect(headers?.["webhook-signature"]).toMatch(/^v1,/);
  for (const hidden of ["canary", customer.profileId, customer.customerUserId, "ada@"])
    expect(text).not.toContain(hidden);

  await page.goto(`${live.url}/settings`);
  const strip = page.getByRole("status").filter({ hasText: "sent over an hour ago and not confirmed since" });
  await expect(strip).toContainText("One change was sent");
  await strip.getByRole("link", { name: "Look at the queue" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Queue" })).toBeVisible();
  await page.getByRole("link", { name: "Health" }).click();
  await expect(partOn(page, "Changes")).toContainText("One change was sent over an hour ago");
  await expect(partOn(page, "Webhook")).toContainText("The webhook took the last alert.");
  const metrics = await request.get(`${live.url}/api/metrics`, {
    headers: { authorization: `Bearer ${metricsToken}` },
  });
  expect(await metrics.text()).toContain("console_operations_overdue 1\n");

  const { operations } = data as { operations: { id: string }[] };
  const lines = live
    .log()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  const told = lines.map((line) => JSON.parse(line)).find(({ operation }) => operation === operations[0]?.id);
  expect(told).toMatchObject({ level: "warn", state: "unknown", request: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  for (const hidden of ["canary", customer.profileId, customer.customerUserId, "ada@", metricsToken, receiver.url])
    expect(live.log()).not.toContain(hidden);
  expect(receiver.alerts).toHaveLength(1);
});

test("who may settle it reads above every page that something waits for over an hour, and nobody else", async ({
  as,
}) => {
  const agent = await as("agent");
  const customer = await loseEdit(agent);
  passAnHour(customer);
  const lead = await as("lead");
  await lead.goto("/settings");
  const strip = lead.getByText(/sent over an hour ago and not confirmed since/);
  await expect(strip).toBeVisible();
  await agent.goto("/settings");
  await expect(agent.getByText(/sent over an hour ago and not confirmed since/)).toHaveCount(0);
  await expect(agent.getByRole("link", { name: "Health" })).toHaveCount(0);
});
