import type { Page } from "@playwright/test";
import { ageSession } from "../fixtures/age-session";
import { type Customer, callsAbout, paidMonth, seedCustomer } from "../fixtures/emulator";
import { addPerson, newPerson } from "../fixtures/team";
import { expect, test } from "../fixtures/test";

const deletions = async (customer: Customer) =>
  (await callsAbout(customer)).filter(({ method }) => method === "DELETE").length;

/** Asks for the deletion as whoever is signed in on this page, and comes back to the customer's page. */
async function askToDelete(page: Page, customer: Customer) {
  await page.goto(customer.path);
  await page.getByRole("button", { name: "Delete at Adapty" }).press("Enter");
  const sheet = page.getByRole("dialog", { name: `Delete ${customer.customerUserId}` });
  await expect(sheet).toContainText("A store subscription goes on charging");
  await expect(sheet).toContainText("Adapty makes a new profile");
  await expect(sheet).toContainText("It cannot be undone.");
  const ask = sheet.getByRole("button", { name: "Ask for approval to delete" });
  await expect(ask).toHaveAccessibleDescription("Tick that you know what this does not stop");
  await sheet.getByRole("checkbox", { name: /stops no billing/ }).check();
  await expect(ask).toHaveAccessibleDescription("Type the id first");
  await sheet.getByLabel("to confirm").fill(customer.customerUserId);
  await ask.press("Enter");
  await expect(sheet.getByText("Choose a reason.")).toBeVisible();
  await expect(sheet.getByLabel("Reason").getByRole("option", { name: "Courtesy" })).toHaveCount(0);
  await sheet.getByLabel("Reason").selectOption("Customer asked for erasure");
  await sheet.getByLabel("Note").fill("She asked to be forgotten");
  await ask.press("Enter");
  await expect(sheet).toBeHidden();
  await expect(page.getByText("Asked for approval.")).toBeVisible();
  const waiting = page.getByRole("link", { name: "Delete a customer" });
  await expect(waiting).toBeVisible();
  return waiting;
}

test("a lead asks for a deletion, an admin confirms that it is them and approves it, and the page tells what was", async ({
  as,
}) => {
  const customer = await seedCustomer({ transactions: [paidMonth("31000000880001", -3)] });
  const lead = await as("lead");
  const waiting = await askToDelete(lead, customer);
  expect(await deletions(customer)).toBe(0);
  const path = (await waiting.getAttribute("href")) ?? "";
  await lead.goto(path);
  await expect(lead.getByRole("button", { name: "Withdraw this request" })).toBeVisible();
  await expect(lead.getByRole("button", { name: /^Approve/ })).toHaveCount(0);

  const admin = await as("admin");
  await ageSession(admin, 6);
  await admin.goto(path);
  await expect(admin.getByText("Nobody deletes a customer alone")).toBeVisible();
  const lost = admin.getByRole("region", { name: "What is lost" });
  await expect(lost).toContainText(/Premium until .*, bought/);
  await expect(lost).toContainText("1, paid and running now: 1");
  await expect(admin.getByText("This cannot be undone")).toBeVisible();
  await expect(
    admin.getByText("The store goes on charging: only the customer, or the store, can end these."),
  ).toBeVisible();
  await expect(admin.getByText("Days given in 90 days")).toHaveCount(0);
  await admin.getByRole("button", { name: "Approve and delete the customer" }).press("Enter");
  const confirm = admin.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(confirm).toBeVisible();
  expect(await deletions(customer)).toBe(0);
  await confirm.getByRole("button", { name: "Confirm and go on" }).press("Enter");
  await expect(admin.getByText("Approved.", { exact: true })).toBeVisible();
  expect(await deletions(customer)).toBe(1);

  for (const page of [lead, admin]) {
    await page.goto(customer.path);
    await expect(page.getByRole("heading", { name: "Deleted customer" })).toBeVisible();
    await expect(
      page.getByText("lena@practice.example asked for it, adam@practice.example approved it."),
    ).toBeVisible();
    const done = page.getByRole("region", { name: "Done from here" });
    await expect(done).toContainText("Deleted the customer");
    await expect(done).toContainText("She asked to be forgotten");
  }

  // By the id of former days: Adapty knows nobody, the console knows who it was.
  await lead.goto("/");
  await lead.getByLabel(/Find a customer/).fill(customer.customerUserId);
  await lead.keyboard.press("Enter");
  await expect(lead.getByText("asked for by lena@practice.example, approved by adam@practice.example")).toBeVisible();
  await lead.getByRole("link", { name: "See what is kept here" }).click();
  await expect(lead.getByRole("heading", { name: "Deleted customer" })).toBeVisible();
});

test("another lead cannot let it pass, and an agent cannot even ask", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [paidMonth("31000000880002", -3)] });
  const path = (await (await askToDelete(await as("lead"), customer)).getAttribute("href")) ?? "";
  const person = newPerson("lead");
  const other = await as(null);
  await addPerson(await as("admin"), other, person);
  await other.goto(path);
  const approve = other.getByRole("button", { name: "Approve and delete the customer" });
  await expect(approve).toBeDisabled();
  await expect(approve).toHaveAccessibleDescription("Nobody deletes a customer alone: an admin has to approve it.");
  await expect(other.getByText("an admin has to approve it. You can reject it.")).toBeVisible();
  await approve.press("Enter");
  await other.getByRole("button", { name: "Reject", exact: true }).press("Enter");
  await expect(other.getByLabel("Why not")).toBeVisible();
  expect(await deletions(customer)).toBe(0);
  const agent = await as("agent");
  await agent.goto(customer.path);
  await expect(agent.getByRole("button", { name: "Delete at Adapty" })).toHaveAccessibleDescription(
    "Your role (agent) may not ask for a customer to be deleted. A lead or an admin can.",
  );
});
