import type { Page } from "@playwright/test";
import { seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/live";
import { createFirstAdmin, firstAdmin } from "../fixtures/live-admin";

async function trySignIn(page: Page, url: string, email: string, password: string) {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a live console has no account and no practice door until the link in its log was used, once", async ({
  live,
  page,
  request,
  browser,
}) => {
  const customer = await seedCustomer();
  const headers = { origin: live.url };

  const practice = await request.post(`${live.url}/api/auth/practice`, { form: { role: "admin" }, headers });
  expect(practice.status()).toBe(404);
  await page.goto(`${live.url}/`);
  await expect(page).toHaveURL(`${live.url}/sign-in`);
  await expect(page.getByRole("button", { name: /Continue as/ })).toHaveCount(0);
  for (const email of ["admin@example.com", "adam@practice.example", "admin"]) {
    const form = { email, password: "admin" };
    const answer = await request.post(`${live.url}/api/auth/sign-in`, { form, headers, maxRedirects: 0 });
    expect(answer.headers().location, email).toBe("/sign-in?error=refused");
    expect(answer.headers()["set-cookie"], email).toBeUndefined();
  }
  await page.goto(`${live.url}/set-up?token=guessed`);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();

  const link = await live.setUpLink();
  await createFirstAdmin(page, link);
  await expect(page.getByRole("complementary", { name: "Console" })).toContainText(firstAdmin.email);
  await expect(page.getByText("Practice mode")).toHaveCount(0);
  const standIn = `Adapty is answered by ${process.env.E2E_EMULATOR}`;
  await expect(page.getByText(standIn, { exact: true })).toBeVisible();
  expect(live.log()).toContain(`${standIn}, as ADAPTY_URL says`);
  await page.goto(`${live.url}/app/customers/${customer.profileId}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(customer.customerUserId);

  const second = await (await browser.newContext()).newPage();
  await second.goto(link);
  await expect(second.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  const again = await request.post(`${live.url}/api/auth/set-up`, {
    form: { ...firstAdmin, email: "second@example.com", token: new URL(link).searchParams.get("token") ?? "" },
    headers,
    maxRedirects: 0,
  });
  expect(again.headers().location).toBe("/set-up");
  expect(again.headers()["set-cookie"]).toBeUndefined();
  await second.context().close();
});

test("a wrong password and an unknown account are told apart by nothing", async ({ live, page, browser }) => {
  await createFirstAdmin(page, await live.setUpLink());
  const context = await browser.newContext();
  const other = await context.newPage();
  const seen: string[] = [];
  for (const email of [firstAdmin.email, "nobody@example.com"]) {
    await trySignIn(other, live.url, email, "a wrong password, long enough");
    await expect(other.getByRole("alert").filter({ hasText: "That did not work" })).toContainText(
      "This e-mail and password do not match",
    );
    seen.push(`${new URL(other.url()).search} ${await other.getByRole("main").textContent()}`);
  }
  expect(seen[0]).toBe(seen[1]);
  await trySignIn(other, live.url, firstAdmin.email.toUpperCase(), firstAdmin.password);
  await expect(other).toHaveURL(`${live.url}/`);
  await context.close();
});

test.describe("with a key and nothing else", () => {
  test.use({ adaptyUrl: "" });

  test("a live console opens no emulator port", async ({ live }) => {
    await expect.poll(live.log).toContain("Support console:");
    await expect(fetch(`http://127.0.0.1:${live.emulatorPort}/`)).rejects.toThrow("fetch failed");
    expect(live.log()).not.toContain("emulator");
  });
});
