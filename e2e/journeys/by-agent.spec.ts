import { whyNot } from "../../lib/auth/permissions";
import { grantWithNote } from "../fixtures/comps";
import { seedCustomer } from "../fixtures/emulator";
import { addPerson, newPerson } from "../fixtures/team";
import { expect, test } from "../fixtures/test";

test("an auditor sees how often each agent looked and was refused, who stands out, and is led to the events", async ({
  as,
}) => {
  const person = newPerson("agent");
  const [admin, agent, auditor] = [await as("admin"), await as(null), await as("auditor")];
  await addPerson(admin, agent, person);
  for (const customer of [await seedCustomer(), await seedCustomer()]) await agent.goto(customer.path);
  // Asked for one after the other, as somebody would who tries what is closed.
  for (let asked = 0; asked < 20; asked += 1) await agent.request.get("/api/audit/export?format=csv");

  await auditor.goto("/activity");
  await auditor.getByRole("link", { name: "By agent" }).click();
  const table = auditor.getByRole("table", { name: "What each agent did, 30 days" });
  const row = table.getByRole("row").filter({ hasText: person.name });
  await expect(row.getByRole("link", { name: /^2 , Customers opened/ })).toBeVisible();
  await expect(row.getByRole("cell").nth(6)).toContainText("20 today");
  await expect(table.getByRole("row").last()).toContainText("The team's median");

  await row.getByRole("link", { name: /^20 , Refused/ }).click();
  await expect(auditor).toHaveURL(/\/activity\/record\?who=.*outcome=denied/);
  const events = auditor.getByRole("table", { name: "Events, newest first" });
  await expect(events.getByRole("row")).toHaveCount(21);
});

test("who grants one customer access again and again is told, and what they did is a click away", async ({ as }) => {
  const [admin, auditor] = [await as("admin"), await as("auditor")];
  const customer = await seedCustomer();
  for (const note of ["the outage", "the outage again", "once more"]) await grantWithNote(admin, customer, note);

  await auditor.goto("/activity/agents");
  const table = auditor.getByRole("table", { name: "Access granted again and again to one customer, 30 days" });
  const row = table.getByRole("row").filter({ hasText: customer.customerUserId });
  await expect(row).toContainText("Adam");
  await row.getByRole("link", { name: "3 by Adam, in the activity" }).click();
  const entries = auditor.getByRole("table", { name: "Operations, newest first" });
  await expect(entries.getByRole("row")).toHaveCount(4);
});

test("whoever may not read the record does not see the numbers either", async ({ as }) => {
  const lead = await as("lead");
  await lead.goto("/activity/agents");
  await expect(lead.getByText(whyNot("lead", "audit.read"))).toBeVisible();
  await expect(lead.getByText("This page counts how often each of the team opened a customer")).toBeVisible();
});
