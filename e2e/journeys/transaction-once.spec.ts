import { type Customer, callsAbout, plan, readProfile, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";
import {
  confirmByTyping,
  fieldOf,
  fill,
  openForm,
  postsAbout,
  submitButton,
  validSubscription,
} from "../fixtures/transaction-form";

type Page = Parameters<typeof openForm>[0];

async function readyToSend(page: Page, customer: Customer) {
  const sheet = await openForm(page, customer);
  await fill(sheet, validSubscription());
  await confirmByTyping(sheet, customer);
  return sheet;
}

/** Holds the page's requests from the nth on until they are let go, so that what happens meanwhile is surely meanwhile. */
async function holdRequests(page: Page, customer: Customer, from = 1) {
  let count = 0;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(
    ({ pathname }) => pathname === customer.path,
    async (route) => {
      if (route.request().method() === "POST" && ++count >= from) await held;
      await route.continue();
    },
  );
  return letGo;
}

test("a double click, Enter and more clicks send once, and nothing closes while it is under way", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await readyToSend(page, customer);
  const letGo = await holdRequests(page, customer);
  const record = submitButton(sheet);
  await record.dblclick();
  await expect(record).toHaveAttribute("aria-busy", "true");
  await record.press("Enter");
  await record.click({ force: true });
  await page.keyboard.press("Escape");
  await sheet.getByRole("button", { name: "Cancel" }).click({ force: true });
  await expect(sheet).toBeVisible();
  letGo();
  await expect(page.getByText("Transaction recorded")).toBeVisible();
  expect(await postsAbout(customer)).toHaveLength(1);
  expect((await readProfile(customer)).total_revenue_usd).toBe(9.99);
});

test("Enter in a box followed by clicks sends once", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await readyToSend(page, customer);
  const letGo = await holdRequests(page, customer);
  await page.keyboard.press("Enter");
  await submitButton(sheet).dblclick({ force: true });
  letGo();
  await expect(page.getByText("Transaction recorded")).toBeVisible();
  expect(await postsAbout(customer)).toHaveLength(1);
});

test("Back and forward, and the very request once more, do not record again", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  await page.goto("/");
  const sheet = await readyToSend(page, customer);
  const posted = page.waitForRequest((request) => Boolean(request.headers()["next-action"]));
  await submitButton(sheet).click();
  const post = await posted;
  await expect(page.getByText("Transaction recorded")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Find a customer" })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(customer.customerUserId);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const again = await page.request.post(post.url(), {
    headers: await post.allHeaders(),
    data: post.postDataBuffer() ?? "",
  });
  expect([again.status(), await again.text()]).toEqual([200, expect.stringContaining('"ok":true')]);
  expect(await postsAbout(customer)).toHaveLength(1);
  expect((await readProfile(customer)).total_revenue_usd).toBe(9.99);
});

test("an answer that was lost after it took effect is not confirmed yet, then settled by reading back", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await readyToSend(page, customer);
  await plan(customer, { mode: "reset", when: "after" }, { method: "POST" });
  // The look before the write goes through, the first look after it does not.
  await plan(customer, { mode: "delay", delayMs: 0 }, { method: "GET" });
  await plan(customer, { mode: "status", status: 500 }, { method: "GET" });
  const letGo = await holdRequests(page, customer, 2);
  await submitButton(sheet).click();
  await expect(sheet.getByRole("status").filter({ hasText: "Not confirmed yet: checking" })).toBeVisible();
  await expect(page.locator("body")).not.toContainText(/fail/i);
  letGo();
  await expect(page.getByRole("status").filter({ hasText: "Transaction recorded" })).toBeVisible();
  await expect(sheet).toHaveCount(0);
  expect((await postsAbout(customer)).map(({ status }) => status)).toEqual([null]);
  expect((await readProfile(customer)).total_revenue_usd).toBe(9.99);
});

test("an answer that was lost while Adapty can be read is done at once, with one request", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await readyToSend(page, customer);
  await plan(customer, { mode: "reset", when: "after" }, { method: "POST" });
  await submitButton(sheet).click();
  await expect(page.getByRole("status").filter({ hasText: "Transaction recorded" })).toBeVisible();
  expect((await callsAbout(customer)).map(({ method }) => method)).toEqual(["GET", "GET", "POST", "GET"]);
});

test("a request that was cut off before it took effect stays unknown, says so, and is never sent blindly", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await readyToSend(page, customer);
  await plan(customer, { mode: "reset", when: "before" }, { method: "POST" });
  await submitButton(sheet).click();
  const notice = sheet.getByRole("status").filter({ hasText: "Not confirmed yet: checking" });
  await expect(notice).toContainText("Do not repeat this elsewhere.");
  await expect(fieldOf(sheet, "price.value")).toBeDisabled();
  await expect(fieldOf(sheet, "price.value")).toHaveValue("9.99");
  const looks = (await callsAbout(customer)).length;
  await notice.getByRole("button", { name: "Check now" }).click();
  await expect.poll(async () => (await callsAbout(customer)).length).toBeGreaterThan(looks);
  const held = (await callsAbout(customer)).length;
  await notice.getByRole("button", { name: "Send the same again" }).click();
  await expect.poll(async () => (await callsAbout(customer)).length).toBeGreaterThan(held);
  await expect(notice).toBeVisible();
  await expect(page.locator("body")).not.toContainText(/fail/i);
  expect(await postsAbout(customer)).toHaveLength(1);
  expect(await readProfile(customer)).toMatchObject({ total_revenue_usd: 0, subscriptions: [] });
});

test("when the customer changed while the form was open, nothing is sent until the agent has looked", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await readyToSend(page, customer);
  const grants = [{ access_level_id: "premium", expires_at: "2031-05-04T12:00:00Z" }];
  await seedCustomer({ customer_user_id: customer.customerUserId, profile_id: customer.profileId, grants });
  await submitButton(sheet).click();
  await expect(sheet.getByText("Not sent: nothing changed")).toBeVisible();
  expect(await postsAbout(customer)).toEqual([]);
  await sheet.getByRole("button", { name: "I have looked, go on" }).click();
  await submitButton(sheet).click();
  await expect(page.getByText("Transaction recorded")).toBeVisible();
  expect(await postsAbout(customer)).toHaveLength(1);
});
