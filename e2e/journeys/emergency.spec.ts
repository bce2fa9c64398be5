import { grantWithNote } from "../fixtures/comps";
import { seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/live";
import { createFirstAdmin } from "../fixtures/live-admin";
import { addPerson, newPerson } from "../fixtures/team";

test("an agent takes emergency access, which every admin sees, marks what is done, and leaves a review", async ({
  as,
}) => {
  test.slow();
  const person = newPerson("agent");
  const customer = await seedCustomer();
  const [admin, agent, watching] = [await as("admin"), await as(null), await as("admin")];
  await addPerson(admin, agent, person);
  await watching.goto("/settings");

  const address = customer.path;
  await agent.goto(address);
  const enter = agent.getByRole("button", { name: "Enter transaction" });
  await expect(enter).toHaveAccessibleDescription(/A lead or an admin can/);

  await agent.getByRole("link", { name: "Emergency access" }).click();
  await agent.getByRole("button", { name: "Emergency access…" }).press("Enter");
  const sheet = agent.getByRole("dialog", { name: "Emergency access" });
  const take = sheet.getByRole("button", { name: "Take emergency access for 30 minutes" });
  await take.click();
  await expect(sheet.getByLabel("Reason")).toHaveAccessibleDescription(/Say what the emergency is/);
  const reason = `Store is down ${person.email}`;
  await sheet.getByLabel("Reason").fill(reason);
  await sheet.getByLabel("Ticket").fill("INC-1");
  await take.press("Enter");

  const banner = agent.getByRole("status").filter({ hasText: reason });
  await expect(banner).toContainText(/Emergency access until .* \((30|29) minutes left\)/);
  await expect(agent.getByRole("link", { name: "Team" })).toHaveCount(0);
  await agent.goto(address);
  await expect(banner).toBeVisible();
  await expect(enter).toBeEnabled();
  await grantWithNote(agent, customer, "Under emergency access");
  await expect(agent.getByRole("region", { name: "Done from here" })).toContainText(
    `${person.email}, with emergency access`,
  );

  const alert = watching.getByRole("status").filter({ hasText: reason });
  await watching.getByRole("link", { name: "Activity", exact: true }).click();
  await expect(alert).toContainText(`${person.name} has emergency access until`);

  await banner.getByRole("button", { name: "End now" }).click();
  await expect(banner).toHaveCount(0);
  await agent.goto(address);
  await expect(enter).toHaveAccessibleDescription(/A lead or an admin can/);

  await watching.goto("/emergency");
  const row = watching.getByRole("row").filter({ hasText: reason });
  await expect(row).toContainText("Waits for review");
  await row.getByRole("link", { name: "1 change" }).click();
  await expect(watching.getByRole("row").filter({ hasText: person.email })).toContainText("with emergency access");
  await watching.goBack();
  await row.getByRole("button", { name: "Review" }).click();
  const review = watching.getByRole("dialog", { name: `Review the emergency access of ${person.name}` });
  await expect(review.getByRole("region", { name: "Done under it" })).toContainText(customer.customerUserId);
  await expect(review.getByRole("link", { name: "Granted a comp" })).toHaveAttribute("href", /\/record\?operation=/);
  await review.getByLabel("What you found").fill("The store was down indeed.");
  await review.getByRole("button", { name: "Save the review" }).click();
  await expect(row).toContainText("Reviewed");
  await expect(row).toContainText("The store was down indeed.");

  await agent.goto("/emergency");
  await expect(agent.getByRole("row").filter({ hasText: reason })).toContainText("Reviewed");
  await expect(agent.getByRole("button", { name: "Review" })).toHaveCount(0);
});

test("an admin ends the emergency access of a colleague, who may at once no more than before", async ({ as }) => {
  test.slow();
  const person = newPerson("lead");
  const customer = await seedCustomer();
  const [admin, lead] = [await as("admin"), await as(null)];
  await addPerson(admin, lead, person);
  await lead.goto("/emergency");
  await lead.getByRole("button", { name: "Emergency access…" }).press("Enter");
  const sheet = lead.getByRole("dialog", { name: "Emergency access" });
  await expect(sheet).toContainText("or ask for a customer to be deleted or approve what a colleague asks for");
  await sheet.getByLabel("Reason").fill(`Queue is stuck ${person.email}`);
  await sheet.getByLabel("Ticket").fill("INC-2");
  await sheet.getByRole("button", { name: "Take emergency access for 30 minutes" }).press("Enter");
  const banner = lead.getByRole("status").filter({ hasText: person.email });
  await expect(banner).toContainText("Emergency access until");
  await lead.goto(customer.path);
  const remove = lead.getByRole("button", { name: "Delete at Adapty" });
  await expect(remove).toHaveAccessibleDescription(
    /Emergency access does not let you ask for a customer to be deleted/,
  );

  await admin.goto("/settings");
  const alert = admin.getByRole("status").filter({ hasText: person.email });
  await alert.getByRole("button", { name: /^End now/ }).click({ timeout: 30_000 });
  await expect(alert).toHaveCount(0);
  await lead.goto(customer.path);
  await expect(banner).toHaveCount(0);
  await expect(remove).toBeEnabled();
});

test("an admin is told when nobody has tried it for a month, and not once somebody did", async ({ live, page, as }) => {
  const untried = "Nobody has tried emergency access for 30 days";
  await createFirstAdmin(page, await live.setUpLink());
  await page.goto(`${live.url}/emergency`);
  await expect(page.getByText(untried)).toBeVisible();

  const [agent, admin] = [await as("agent"), await as("admin")];
  await agent.goto("/emergency");
  await expect(agent.getByText(untried)).toHaveCount(0);
  const person = newPerson("agent");
  const tries = await as(null);
  await addPerson(admin, tries, person);
  await tries.goto("/emergency");
  await tries.getByRole("button", { name: "Emergency access…" }).press("Enter");
  const sheet = tries.getByRole("dialog", { name: "Emergency access" });
  await sheet.getByLabel("Reason").fill(`A drill ${person.email}`);
  await sheet.getByLabel("Ticket").fill("DRILL-1");
  await sheet.getByRole("button", { name: "Take emergency access for 30 minutes" }).press("Enter");
  await expect(tries.getByRole("status").filter({ hasText: person.email })).toContainText("Emergency access until");
  await admin.goto("/emergency");
  await expect(admin.getByRole("row").filter({ hasText: `A drill ${person.email}` })).toBeVisible();
  await expect(admin.getByText(untried)).toHaveCount(0);
});
