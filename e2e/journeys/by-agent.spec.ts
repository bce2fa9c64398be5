import { whyNot } from "../../lib/auth/permissions";
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

test("whoever may not read the record does not see the numbers either", async ({ as }) => {
  const lead = await as("lead");
  await lead.goto("/activity/agents");
  await expect(lead.getByText(whyNot("lead", "audit.read"))).toBeVisible();
});
