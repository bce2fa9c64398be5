import type { Page } from "@playwright/test";
import { AGENT, grantWithNote, toastOn } from "../fixtures/comps";
import { openEditSheet } from "../fixtures/edit-sheet";
import { type Customer, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const LEAD = "lena@practice.example";

const list = (page: Page) => page.getByRole("table", { name: "Operations, newest first" });
const entriesOf = (page: Page, customer: Customer) =>
  list(page).getByRole("row").filter({ hasText: customer.customerUserId });

/** Fills the form as a person does, by its labels. */
async function show(page: Page, boxes: Record<string, string>) {
  for (const [label, value] of Object.entries(boxes)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Show" }).click();
}

test("what an agent did is found, opens to its change and its request, and leads back to the customer", async ({
  as,
}) => {
  const page = await as("agent");
  const customer = await seedCustomer();
  const note = `lost a day ${customer.customerUserId}`;
  await grantWithNote(page, customer, note);

  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  await show(page, { Text: note });
  await expect(page).toHaveURL(/text=lost\+a\+day/);
  const [entry] = [entriesOf(page, customer)];
  await expect(entry).toHaveCount(1);
  await expect(entry).toContainText(AGENT);
  await expect(entry).toContainText("Done");

  await entry.getByText("Change and request").click();
  await expect(entry).toContainText(/Premium\s*none/);
  await expect(entry.locator("pre")).toContainText(`adapty-profile-id: ${customer.profileId}`);
  await expect(entry.locator("pre")).toContainText(/^POST \/api\/v2\/server-side-api\/purchase\//);
  expect(await page.content()).not.toContain("secret_practice");

  await entry.getByRole("link", { name: customer.customerUserId }).click();
  await expect(page).toHaveURL(new RegExp(`${customer.profileId}$`));
});

test("an agent sees what they did themselves, a lead what everybody did", async ({ as }) => {
  const [agent, lead] = [await as("agent"), await as("lead")];
  const customer = await seedCustomer();
  await grantWithNote(lead, customer, "by the lead");
  await agent.goto(`/activity?customer=${customer.customerUserId}`);
  await expect(agent.getByText("Nothing here matches")).toBeVisible();
  await expect(agent.getByLabel("Who", { exact: true })).toHaveCount(0);
  // Nor by asking for somebody else in the address.
  await agent.goto(`/activity?customer=${customer.customerUserId}&who=practice-lena`);
  await expect(agent.getByText("Nothing here matches")).toBeVisible();

  await lead.goto("/activity");
  await lead.getByLabel("Who", { exact: true }).selectOption({ label: "Lena" });
  await show(lead, { Customer: customer.customerUserId });
  await expect(entriesOf(lead, customer)).toContainText(LEAD);
  await lead.getByLabel("What", { exact: true }).selectOption("Edited the profile");
  await lead.getByRole("button", { name: "Show" }).click();
  await expect(lead.getByText("Nothing here matches")).toBeVisible();
  await lead.getByRole("link", { name: "Clear" }).click();
  await expect(lead).toHaveURL(/\/activity$/);
});

test("an auditor sees all of it without personal data and without a way to customers, a viewer nothing", async ({
  as,
}) => {
  const [agent, auditor, viewer] = [await as("agent"), await as("auditor"), await as("viewer")];
  const customer = await seedCustomer();
  const email = `${customer.customerUserId}@private.example`;
  const edit = await openEditSheet(agent, customer);
  await edit.set("E-mail", email);
  await edit.reviewAndSave();
  await expect(toastOn(agent, /Adapty/)).toBeVisible();

  await auditor.goto(`/activity?customer=${customer.customerUserId}`);
  const entry = entriesOf(auditor, customer);
  await expect(entry).toContainText("Edited the profile");
  await entry.getByText("Change and request").click();
  await expect(entry.getByText("E-mail", { exact: true })).toBeVisible();
  await expect(entry.locator("pre")).toBeHidden();
  await entry.getByText("To the letter").click();
  await expect(entry.locator("pre")).toContainText('"email": "••••"');
  await expect(entry.getByRole("link")).toHaveCount(0);
  expect(await auditor.content()).not.toContain(email);

  await viewer.goto("/activity");
  await expect(viewer.getByText(/Your role \(viewer\) may not open the activity/)).toBeVisible();
  await expect(viewer.getByRole("link", { name: "Activity" })).toHaveCount(0);
});

test("an address that cannot be read says so and shows the rest", async ({ as }) => {
  const page = await as("lead");
  await page.goto("/activity?from=yesterday&operation=nothing");
  await expect(page.getByText("Not filtered by What, From")).toBeVisible();
  await page.goto("/activity?before=x&text=%25%27%3B--");
  await expect(page.getByText("Not filtered by Text")).toBeVisible();
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue("%';--");
  await page.goto("/activity?text=%25%27%3B--nothing-like-it");
  await expect(page.getByText("Nothing here matches")).toBeVisible();
});
