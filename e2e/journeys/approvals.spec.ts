import { loseNextAnswer } from "../fixtures/action";
import { askForLife, fillForLife, openRequest } from "../fixtures/approvals";
import { AGENT, doneFromHere, openGrant, theWriteAbout, toastOn, verdictOn, WRITE_PATHS } from "../fixtures/comps";
import { plan, seedCustomer, writesAbout } from "../fixtures/emulator";
import { addPerson, newPerson } from "../fixtures/team";
import { expect, test } from "../fixtures/test";

test("an agent asks for life, a lead approves, the customer has it and the agent sees it", async ({ as }) => {
  const customer = await seedCustomer();
  const agent = await as("agent");
  await askForLife(agent, customer);
  const waiting = agent
    .getByRole("status")
    .or(agent.locator("main"))
    .filter({ hasText: "Waiting for approval" })
    .last();
  await expect(waiting).toContainText(`Premium for life, asked by ${AGENT}`);

  const lead = await as("lead");
  await lead.goto("/");
  await expect(lead.getByRole("link", { name: /^Approvals \d+ waiting$/ })).toBeVisible();
  await openRequest(lead, customer);
  await expect(lead.getByText("Your role (agent) may not grant lifetime access.")).toBeVisible();
  await expect(lead.getByText("No access to Premium")).toBeVisible();
  await expect(lead.getByRole("definition").filter({ hasText: "Premium for life" })).toBeVisible();
  await lead.getByRole("button", { name: "Approve and grant access" }).click();
  await expect(toastOn(lead, "Approved.")).toBeVisible();
  await expect(lead.getByText("Adapty confirmed the change.")).toBeVisible();
  await expect(lead.locator(":focus")).toContainText("Adapty confirmed the change.");
  await expect(lead.getByText("Waits until")).toHaveCount(0);

  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.grant);
  expect(body.expires_at ?? null).toBeNull();
  await agent.reload();
  await expect(verdictOn(agent)).toContainText("Premium: yes, for life, from a comp");
  await expect(agent.getByText("Waiting for approval")).toHaveCount(0);
  const answer = agent.locator("main").getByText("Your request was approved").locator("..");
  await expect(answer).toContainText("Premium for life. Adapty confirmed it.");
  await expect(answer).toContainText("lena@practice.example");
  await openRequest(agent, customer);
  await expect(agent.getByText("Adapty confirmed the change.")).toBeVisible();
});

test("what is approved and not confirmed can be checked there, and says what came of that", async ({ as }) => {
  const customer = await seedCustomer();
  const agent = await as("agent");
  await askForLife(agent, customer);
  const lead = await as("lead");
  await openRequest(lead, customer);
  await plan(customer, { mode: "reset" }, { method: "POST" });
  await lead.getByRole("button", { name: "Approve and grant access" }).click();
  await expect(lead.locator("main").getByRole("status").filter({ hasText: "Not confirmed" })).toBeVisible();
  await lead.reload();
  const check = lead.getByRole("button", { name: "Check with Adapty" });
  await check.click();
  const said = lead.locator("main").getByRole("alert");
  await expect(said).toHaveText("Adapty still does not confirm it.");
  await loseNextAnswer(lead);
  await check.click();
  await expect(said).toContainText("The console did not answer");
  await lead.context().clearCookies();
  await check.click();
  await expect(said).toContainText("You are signed out, so nothing was sent.");
  await expect(said.getByRole("button", { name: "Sign in again" })).toBeVisible();
});

test("a no comes with its reason, which the agent reads", async ({ as }) => {
  const customer = await seedCustomer();
  const agent = await as("agent");
  await askForLife(agent, customer);
  const lead = await as("lead");
  await openRequest(lead, customer);
  await lead.getByRole("button", { name: "Reject", exact: true }).click();
  await lead.getByRole("button", { name: "Reject it" }).click();
  await expect(lead.getByText("Say why, for the one who asked.")).toBeVisible();
  await lead.getByLabel("Why not").fill("Give them a month instead.");
  await lead.getByRole("button", { name: "Reject it" }).click();
  await expect(toastOn(lead, "Rejected.")).toBeVisible();
  await expect(lead.locator(":focus")).toContainText("Rejected: nothing was sent");
  await agent.reload();
  await expect(agent.getByText("Your request was rejected: nothing was sent")).toBeVisible();
  await expect(doneFromHere(agent)).toContainText(
    "lena@practice.example rejected it: “Give them a month instead.” Nothing was sent.",
  );
  await lead.goto(customer.path);
  await expect(doneFromHere(lead)).toContainText("Rejected");
  await expect(lead.getByText("Your request was rejected: nothing was sent")).toHaveCount(0);
  await agent.goto("/approvals");
  const mine = agent.getByRole("table", { name: "Your requests, and what became of them, newest first" });
  await expect(mine.getByRole("row").filter({ hasText: customer.customerUserId })).toContainText(
    "Give them a month instead.",
  );
  await openRequest(agent, customer);
  await expect(agent.getByText("Rejected: nothing was sent")).toBeVisible();
  await expect(agent.getByText("Give them a month instead.")).toBeVisible();
  expect(await writesAbout(customer)).toEqual([]);
});

test("what was asked for before the customer changed cannot be approved any more", async ({ as }) => {
  const customer = await seedCustomer();
  const agent = await as("agent");
  await askForLife(agent, customer);
  const lead = await as("lead");
  const sheet = await openGrant(lead, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  await expect(toastOn(lead, "Granted.")).toBeVisible();
  await openRequest(lead, customer);
  await expect(lead.getByText("This cannot be approved any more")).toBeVisible();
  await expect(lead.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
  await lead.getByRole("button", { name: "Set it aside" }).click();
  await expect(lead.getByText("Out of date: it is not done any more")).toBeVisible();
  expect(await writesAbout(customer)).toHaveLength(1);
  await openRequest(agent, customer);
  await expect(agent.getByText("Ask again on the customer's page if it is still needed.")).toBeVisible();
});

test("the same asked for twice is pointed to the first, which its agent may withdraw", async ({ as }) => {
  const customer = await seedCustomer();
  const agent = await as("agent");
  await askForLife(agent, customer);
  const { sheet, button } = await fillForLife(agent, customer);
  await button.click();
  await expect(sheet.getByText(/you asked for the same already, and it waits for approval/)).toBeVisible();
  await expect(sheet.getByLabel("Reason")).toHaveValue("PARTNER");
  await openRequest(agent, customer);
  await expect(agent.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
  await agent.getByRole("button", { name: "Withdraw this request" }).click();
  await expect(toastOn(agent, "Withdrawn.")).toBeVisible();
  await expect(agent.getByText("Withdrawn: nothing was sent")).toBeVisible();
});

test("who may not ask sees nothing of what others asked for, and an agent nothing of a colleague's", async ({ as }) => {
  const customer = await seedCustomer();
  const lead = await as("lead");
  const agent = await as("agent");
  await askForLife(agent, customer);
  await openRequest(lead, customer);
  const path = new URL(lead.url()).pathname;
  for (const role of ["viewer", "auditor"] as const) {
    const page = await as(role);
    for (const address of ["/approvals", path]) {
      await page.goto(address);
      await expect(page.getByText(`Your role (${role}) may not ask for approval.`)).toBeVisible();
      await expect(page.getByText(customer.customerUserId)).toHaveCount(0);
    }
  }
  const colleague = await as(null);
  await addPerson(await as("admin"), colleague, newPerson("agent"));
  for (const address of [path, "/approvals/00000000-0000-4000-8000-00000000dead"]) {
    await colleague.goto(address);
    await expect(colleague.getByRole("heading", { name: "No such request" })).toBeVisible();
    await expect(colleague.getByText(customer.customerUserId)).toHaveCount(0);
  }
  await colleague.goto("/approvals");
  await expect(colleague.getByRole("heading", { level: 1, name: "Approvals" })).toBeVisible();
  await expect(colleague.getByText(customer.customerUserId)).toHaveCount(0);
  await agent.goto(path);
  await expect(agent.getByRole("heading", { level: 1, name: "Grant access" })).toBeVisible();
});
