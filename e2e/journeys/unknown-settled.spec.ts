import type { Page } from "@playwright/test";
import { toastOn } from "../fixtures/comps";
import { journalOf, openEditSheet, toastOf } from "../fixtures/edit-sheet";
import { type Customer, plan, seedCustomer } from "../fixtures/emulator";
import { loseEdit, openQueue, passAnHour } from "../fixtures/queue";
import { expect, test } from "../fixtures/test";

async function settle(lead: Page, customer: Customer, found: "It was done" | "It was not done") {
  const row = await openQueue(lead, customer);
  await row.getByRole("button", { name: "Say what became of it" }).click();
  const sheet = lead.getByRole("dialog", { name: "What became of it?" });
  await sheet.getByText(found, { exact: true }).click();
  await sheet.getByLabel("How you know it").fill("The customer read their mail out to me.");
  await sheet.getByRole("button", { name: "Settle it" }).click();
  await expect(toastOn(lead, "Settled.")).toBeVisible();
}

test("a form that was left open goes on asking, and says what became of it", async ({ as }) => {
  const [agent, lead] = [await as("agent"), await as("lead")];
  const customer = await seedCustomer();
  await plan(customer, { mode: "reset" }, { method: "PATCH" });
  await agent.clock.install();
  const edit = await openEditSheet(agent, customer);
  await edit.set("E-mail", "jane@new.example");
  await edit.reviewAndSave();
  const notice = edit.sheet.getByRole("status");
  await expect(notice).toContainText("Not confirmed yet: checking");
  passAnHour(customer);
  await settle(lead, customer, "It was not done");
  await agent.clock.runFor(65_000);
  await expect(notice).toContainText("Not sent: nothing changed");
  await expect(notice).toContainText("Somebody looked, and says that it was not done.");
  await expect(toastOf(agent, "Did not arrive: Edit profile")).toHaveCount(0);
});

test("who closed the form is told on the customer's page what became of it", async ({ as }) => {
  const [agent, lead] = [await as("agent"), await as("lead")];
  const customer = await loseEdit(agent);
  await agent.clock.install();
  await agent.goto(customer.path);
  await expect(journalOf(agent)).toContainText("Not confirmed yet");
  passAnHour(customer);
  await settle(lead, customer, "It was done");
  await agent.clock.runFor(65_000);
  const told = toastOn(agent, "Confirmed: Edited the profile");
  await expect(told).toContainText("Somebody looked, and says that it was done.");
  await expect(journalOf(agent)).not.toContainText("Not confirmed yet");
});

test("a customer's page on which something is open is read no more once nobody is at it", async ({ as }) => {
  const page = await as("agent");
  const customer = await loseEdit(page);
  await page.clock.install();
  await page.goto(customer.path);
  let reads = 0;
  page.on("request", (request) => {
    if (request.url().endsWith(`/api/apps${customer.path}`)) reads += 1;
  });
  await page.clock.runFor(65_000);
  await expect.poll(() => reads).toBeGreaterThan(0);
  await page.clock.runFor(5 * 60_000);
  reads = 0;
  await page.clock.runFor(3 * 60_000);
  expect(reads).toBe(0);
});
