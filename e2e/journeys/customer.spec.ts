import { WRITE_PATHS } from "../fixtures/comps";
import { callFromElsewhere, callsAbout, daysFromNow, paidMonth, readProfile, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const verdict = "Does this customer have access?";

test("the verdict says yes, until when and because of what, and links to its proof", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [paidMonth("31000000000001", -10)] });
  const page = await as("viewer");
  await page.goto(customer.path);
  const card = page.getByRole("region", { name: verdict });
  await expect(card).toContainText(/Premium: yes, until .* UTC/);
  await expect(card).toContainText("App Store");
  await card.getByRole("link").first().click();
  await expect(page).toHaveURL(/#(chain|level)-/);
});

test("a customer without anything has no access, and each empty section says why", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("viewer");
  await page.goto(customer.path);
  await expect(page.getByRole("region", { name: verdict })).toContainText("No access");
  await expect(page.getByText("No subscription")).toBeVisible();
  await expect(page.getByText("No one-time purchase")).toBeVisible();
});

test("renewals of one chain are folded and can be shown", async ({ as }) => {
  const first = paidMonth("31000000000010", -70);
  const renewal = paidMonth("31000000000011", -40, {
    store_original_transaction_id: "31000000000010",
    originally_purchased_at: first.purchased_at,
  });
  const latest = paidMonth("31000000000012", -10, {
    store_original_transaction_id: "31000000000010",
    originally_purchased_at: first.purchased_at,
  });
  const customer = await seedCustomer({ transactions: [first, renewal, latest] });
  const page = await as("viewer");
  await page.goto(customer.path);
  const table = page.getByRole("table", { name: /Subscriptions/ });
  await expect(table.getByRole("row")).toHaveCount(2);
  await table.getByRole("button", { name: "3 periods, show" }).click();
  await expect(table.getByRole("row")).toHaveCount(4);
});

test("Sandbox is marked on every row it touches", async ({ as }) => {
  const customer = await seedCustomer({
    transactions: [paidMonth("31000000000020", -3, { environment: "Sandbox" })],
  });
  const page = await as("viewer");
  await page.goto(customer.path);
  await expect(page.getByRole("table", { name: "Access levels" }).getByText("Sandbox", { exact: true })).toBeVisible();
  await expect(
    page
      .getByRole("table", { name: /Subscriptions/ })
      .getByText("Sandbox", { exact: true })
      .first(),
  ).toBeVisible();
  await expect(page.getByRole("region", { name: verdict })).toContainText("it is a test, not a paying customer");
});

test("every date shows its zone, and reads in other zones on focus", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [paidMonth("31000000000030", -10)] });
  const page = await as("viewer");
  await page.goto(customer.path);
  const dates = page.locator("main time");
  for (const date of await dates.all()) await expect(date).toContainText("UTC");
  await dates.first().focus();
  await expect(page.getByText("Your browser")).toBeVisible();
});

test("one view costs exactly one call to Adapty", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [paidMonth("31000000000040", -10)] });
  const page = await as("viewer");
  await page.goto(customer.path);
  await expect(page.getByRole("region", { name: verdict })).toBeVisible();
  const calls = await callsAbout(customer);
  expect(calls.map(({ method }) => method)).toEqual(["GET"]);
});

test("the raw answer is shown when asked for, as Adapty sent it", async ({ as }) => {
  const customer = await seedCustomer({ custom_attributes: [{ key: "plan", value: "gold" }] });
  const page = await as("viewer");
  await page.goto(customer.path);
  await page.getByRole("button", { name: "Show JSON" }).click();
  const raw = page.locator("pre");
  await expect(raw).toContainText(customer.profileId);
  await expect(raw).toContainText('"segment_hash"');
});

test("hostile display data stays text", async ({ as }) => {
  const value = '<img src=x onerror="document.title=1">';
  const customer = await seedCustomer({ custom_attributes: [{ key: "bio", value }] });
  const page = await as("viewer");
  await page.goto(customer.path);
  await expect(page.getByText(value)).toBeVisible();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
});

test("a profile that is not there is a sentence, not an error page", async ({ as }) => {
  const page = await as("viewer");
  await page.goto("/acme-ios/customers/00000000-0000-4000-8000-00000000dead");
  await expect(page.getByRole("heading", { name: "No such customer" })).toBeVisible();
  await expect(page.getByText("Adapty has no profile with this id in Acme iOS")).toBeVisible();
});

test("refreshing shows what changed meanwhile", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("viewer");
  await page.goto(customer.path);
  await expect(page.getByRole("region", { name: verdict })).toContainText("No access");
  await seedCustomer({
    customer_user_id: customer.customerUserId,
    profile_id: customer.profileId,
    grants: [{ access_level_id: "premium", expires_at: daysFromNow(9) }],
  });
  expect((await readProfile(customer)).access_levels).toHaveLength(1);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("region", { name: verdict })).toContainText("Premium: yes");
});

test("a customer who was open before is shown as the server has read them anew, with one call beside the look-up", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("viewer");
  await page.goto(customer.path);
  await expect(page.getByRole("region", { name: verdict })).toContainText("No access");
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  await expect(page.getByRole("region", { name: verdict })).toHaveCount(0);
  await callFromElsewhere(
    customer,
    "POST",
    { access_level_id: "premium", expires_at: daysFromNow(9) },
    WRITE_PATHS.grant,
  );
  const before = (await callsAbout(customer)).length;
  await page.getByLabel(/Find a customer/).fill(customer.profileId);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: verdict })).toContainText("Premium: yes");
  expect(await callsAbout(customer)).toHaveLength(before + 2);
});

test("the timeline is read by keyboard", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [paidMonth("31000000000050", -10)] });
  const page = await as("viewer");
  await page.goto(customer.path);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline).toBeVisible();
  const stop = timeline.locator('[tabindex="0"]').first();
  await stop.focus();
  await page.keyboard.press("ArrowRight");
  await expect(timeline).toContainText(/premium_monthly|Premium/);
});

test("ten thousand purchases open bounded, and the whole list draws only the rows in sight", async ({ as }) => {
  const page = await as("viewer");
  await page.goto("/");
  await page.getByLabel(/Find a customer/).fill("heavy.10k");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("heavy.10k");
  await expect(page).toHaveTitle("heavy.10k · Support console");
  expect(await page.locator("tbody tr").count()).toBeLessThan(120);
  await page.getByRole("button", { name: "Show all 10\u2009000" }).click();
  const list = page.getByRole("region", { name: "All, scrolling" });
  await expect(list.locator("tbody tr").first()).toBeVisible();
  expect(await list.locator("tbody tr").count()).toBeLessThan(80);
  await list.focus();
  await page.keyboard.press("End");
  await expect(list.getByRole("table")).toHaveAttribute("aria-rowcount", "10000");
});
