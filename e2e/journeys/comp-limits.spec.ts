import type { Page } from "@playwright/test";
import type { Left } from "../../lib/operations/left";
import { openGrant, runningComp, theWriteAbout, toastOn, verdictOn, WRITE_PATHS } from "../fixtures/comps";
import { seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

test("for life: an agent asks for it, and the sheet says why", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByText("Access only", { exact: true }).click();
  await sheet.getByText(/^Lifetime/).click();
  await expect(
    sheet.getByText("Your role (agent) may not grant lifetime access. A lead or an admin can."),
  ).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Ask for approval of Premium for life" })).toBeVisible();
  await expect(sheet.getByRole("button", { name: /^Grant Premium/ })).toHaveCount(0);
});

test("a length beyond what the role may give says so before it is chosen", async ({ as }) => {
  const customer = await seedCustomer();
  const [agent, lead] = [await as("agent"), await as("lead")];
  const sheet = await openGrant(agent, customer);
  await expect(sheet.getByRole("radio", { name: /^1 month → [^·]+$/ })).toBeVisible();
  await sheet.getByText(/^1 year/).click();
  await expect(sheet.getByRole("radio", { name: /^1 year → .* · needs approval$/ })).toBeChecked();
  await expect(sheet.getByRole("button", { name: /^Ask for approval of Premium until/ })).toBeVisible();
  const leads = await openGrant(lead, customer);
  await expect(leads.getByRole("radio", { name: /^1 year → [^·]+$/ })).toBeVisible();
});

test("for life: a lead grants it, as access only", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const sheet = await openGrant(page, customer);
  await expect(sheet.getByRole("radio", { name: /^Lifetime · access only/ })).toBeDisabled();
  await expect(sheet.getByRole("group", { name: "How long" })).toHaveAccessibleDescription(
    "For life, choose “Access only” above: a comp subscription always has an end.",
  );
  await sheet.getByText("Access only", { exact: true }).click();
  await sheet.getByText(/^Lifetime/).click();
  await sheet.getByLabel("Reason").selectOption("Partner or press");
  await sheet.getByRole("button", { name: "Grant Premium for life" }).click();
  await expect(toastOn(page, "Granted.")).toContainText("Adapty confirms: Premium for life.");
  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.grant);
  expect(body.expires_at ?? null).toBeNull();
  await expect(verdictOn(page)).toContainText("Premium: yes, for life, from a comp");
});

test("a viewer sees the buttons, and why they do nothing", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [runningComp(3)] });
  const page = await as("viewer");
  await page.goto(customer.path);
  const reasons = {
    "Grant access": "Your role (viewer) may not grant access. An agent, a lead or an admin can.",
    "Extend Premium": "Your role (viewer) may not grant access. An agent, a lead or an admin can.",
    "End Premium": "Your role (viewer) may not end access. An agent, a lead or an admin can.",
  };
  for (const [name, reason] of Object.entries(reasons)) {
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription(reason);
    await button.click({ force: true });
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await page.getByRole("button", { name: "Grant access", exact: true }).focus();
  await expect(page.getByRole("tooltip").filter({ hasText: reasons["Grant access"] })).toBeVisible();
});

test("a level without a comp product offers access only, and says why", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Access level").selectOption("Sports");
  await expect(sheet.getByRole("radio", { name: "Comp subscription · not set up" })).toBeDisabled();
  await expect(sheet.getByRole("radio", { name: "Access only" })).toBeChecked();
  await expect(
    sheet.getByText("A comp subscription needs a comp product: Settings name none for Sports."),
  ).toBeVisible();
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: /^Grant Sports until/ }).click();
  await expect(toastOn(page, "Granted.")).toContainText("Adapty confirms: Sports until");
  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.grant);
  expect(body.access_level_id).toBe("sports");
  await expect(verdictOn(page)).toContainText("Sports: yes");
});

/** What the console would answer of this agent's limits: the real ones are the whole team's, and other journeys grant, too. */
const answerLeft = (page: Page, left: Left) =>
  page.route("**/limits", (route) => route.fulfill({ json: { left } satisfies { left: Left } }));

test("what is left of the limits is said before anything is pressed, and what is more is asked for at once", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await answerLeft(page, {
    daysPerGrant: 31,
    today: { most: 10, used: 7 },
    customer: { most: 62, given: 52 },
  });
  const sheet = await openGrant(page, customer);
  await expect(
    sheet.getByText(
      "You can grant up to 31 days at a time; 3 of today's 10 grants left; 10 of 62 days left for this customer in 90 days. For more than that, ask for approval.",
    ),
  ).toBeVisible();
  await expect(sheet.getByRole("button", { name: /^Grant Premium until/ })).toBeVisible();
  await sheet.getByText("14 days").click();
  await expect(sheet.getByRole("button", { name: /^Ask for approval of Premium until/ })).toBeVisible();
  await expect(sheet.getByText(/This customer was given 52 already, this gives 14\./)).toHaveCount(1);
  await sheet.getByText("7 days").click();
  await expect(sheet.getByRole("button", { name: /^Grant Premium until/ })).toBeVisible();
});

test("what only the server knows to need a second person is refused once, and the button then asks", async ({ as }) => {
  const customer = await seedCustomer({ customer_user_id: `lena+${Date.now()}@practice.example` });
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  await expect(sheet.getByText("Not allowed: nothing was sent")).toBeVisible();
  await expect(sheet.getByText(/access for staff needs a second person/)).toHaveCount(1);
  await expect(sheet.getByText("This needs a second person")).toHaveCount(0);
  await sheet.getByRole("button", { name: /^Ask for approval of Premium until/ }).click();
  await expect(toastOn(page, "Asked for approval.")).toBeVisible();
});
