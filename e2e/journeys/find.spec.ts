import { seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const box = /Find a customer/;

test("an agent finds a customer by customer user id", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await page.goto("/");
  await page.getByLabel(box).fill(customer.customerUserId);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(customer.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(customer.customerUserId);
});

test("an agent finds a customer by profile id, in any case", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("viewer");
  await page.goto("/");
  await page.getByLabel(box).fill(customer.profileId.toUpperCase());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(customer.customerUserId);
});

test("an anonymous profile is found by its profile id alone", async ({ as }) => {
  const page = await as("agent");
  await page.goto("/");
  await page.getByLabel(box).fill("a0000000-0000-4000-8000-000000000001");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anonymous customer");
});

test("nothing found says what was tried and where, and offers the other app", async ({ as }) => {
  const customer = await seedCustomer({}, "acme-android");
  const page = await as("agent");
  await page.goto("/");
  await page.getByLabel(box).fill(customer.customerUserId);
  await page.keyboard.press("Enter");
  const outcome = page.getByRole("status").filter({ hasText: "Nobody found in Acme iOS" });
  await expect(outcome).toContainText("customer user id");
  await page.getByRole("button", { name: "Look in Acme Android" }).click();
  await expect(page).toHaveURL(customer.path);
});

test("an id that a header cannot carry is refused, and the cleaned one is only offered", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await page.goto("/");
  await page.getByLabel(box).fill(`${customer.customerUserId} `);
  await page.keyboard.press("Enter");
  await expect(page.getByText("ends with a space")).toBeVisible();
  await page.getByRole("button", { name: `Look up “${customer.customerUserId}”` }).click();
  await expect(page).toHaveURL(customer.path);
});

test("a pasted id with spaces around it takes Enter twice, and one that is too long is said to be", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await page.goto("/");
  await expect(page.getByLabel(box)).toBeFocused();
  await page.keyboard.insertText("x".repeat(5000));
  await page.keyboard.press("Enter");
  await expect(page.getByText("This id is too long: at most 255 characters can be sent to Adapty.")).toBeVisible();
  await page.getByLabel(box).fill(` ${customer.customerUserId} `);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: `Look up “${customer.customerUserId}”` })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(customer.path);
});

test("choosing the other app on a customer's page looks the same id up there", async ({ as }) => {
  const [here, alone] = [await seedCustomer(), await seedCustomer()];
  const there = await seedCustomer({ customer_user_id: here.customerUserId }, "acme-android");
  const page = await as("agent");
  await page.goto(here.path);
  await page.getByLabel("App", { exact: true }).selectOption("Acme Android");
  await expect(page).toHaveURL(there.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(here.customerUserId);

  await page.goto(alone.path);
  await page.getByLabel("App", { exact: true }).selectOption("Acme Android");
  await expect(page.getByText("Nobody found in Acme Android")).toBeVisible();
  await expect(page.getByLabel(box)).toHaveValue(alone.customerUserId);
  await page.getByRole("button", { name: /^aiko\.subscribed/ }).click();
  await expect(page).toHaveURL(/^[^?]*\/acme-android\/customers\//);
});

test("/ and Ctrl+K lead to the box from everywhere, but not out of a text that is being typed", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await page.goto(customer.path);
  const input = page.getByLabel(box);
  await page.keyboard.press("/");
  await expect(input).toBeFocused();
  await page.keyboard.type("a/b");
  await expect(input).toHaveValue("a/b");
  await input.blur();
  await page.keyboard.press("Control+k");
  await expect(input).toBeFocused();
});

test("the customers opened last are listed on the first page", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  await page.goto(customer.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(customer.customerUserId);
  await page.goto("/");
  await page.getByRole("link", { name: customer.customerUserId }).click();
  await expect(page).toHaveURL(customer.path);
});
