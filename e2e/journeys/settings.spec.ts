import type { Page } from "@playwright/test";
import { openGrant, toastOn, wallClock } from "../fixtures/comps";
import { seedCustomer } from "../fixtures/emulator";
import { lines, openSettings, section } from "../fixtures/settings-page";
import { expect, test } from "../fixtures/test";

/** Settings belong to the whole console: these tests run one after the other, add what nobody else names, and take it back. */
test.describe.configure({ mode: "serial" });

const unique = () => `${process.pid % 1000}${Date.now() % 100_000}`;

async function save(page: Page) {
  const button = page.getByRole("button", { name: "Save settings" });
  await button.click();
  await expect(toastOn(page, "Saved.").first()).toBeVisible();
  await expect(button).toHaveAccessibleDescription("Nothing changed");
}

async function removeLast(page: Page, name: string) {
  await lines(page, name)
    .last()
    .getByRole("button", { name: /^Remove/ })
    .click();
}

test("a length that an admin adds is offered in the grant sheet, and gone when it was removed", async ({ as }) => {
  const customer = await seedCustomer();
  const [admin, agent] = [await as("admin"), await as("agent")];
  await openSettings(admin);
  const held = await lines(admin, "Lengths").count();
  await section(admin, "Lengths").getByRole("button", { name: "Add a length" }).click();
  const added = lines(admin, "Lengths").last().getByRole("spinbutton", { name: "How many days" });
  await expect(added).toBeFocused();
  await added.fill("0");
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(added).toHaveAccessibleDescription("A whole number from 1 to 3650.");
  await added.fill("61");
  await save(admin);

  const sheet = await openGrant(agent, customer);
  const offered = sheet.getByRole("radio", { name: /^61 days → / });
  await expect(offered).toBeVisible();

  await removeLast(admin, "Lengths");
  await expect(lines(admin, "Lengths")).toHaveCount(held);
  await save(admin);
  const anew = await openGrant(agent, customer);
  await expect(anew.getByRole("radio", { name: /^7 days/ })).toBeVisible();
  await expect(anew.getByRole("radio", { name: /^61 days/ })).toHaveCount(0);
});

test("a limit that an admin sets tells whom to ask, and is gone when its box is emptied", async ({ as }) => {
  const customer = await seedCustomer();
  const [admin, agent, lead] = [await as("admin"), await as("agent"), await as("lead")];
  await openSettings(admin);
  const box = section(admin, "Limits").getByLabel("An agent: days in one grant");
  await box.fill("0");
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(box).toHaveAccessibleDescription(/A whole number from 1 to 3650/);
  await box.fill("300");
  await save(admin);

  const fill = async (page: Page, days: number) => {
    const until = wallClock(Date.now() + days * 86_400_000);
    const sheet = await openGrant(page, customer);
    await sheet.getByText("Until…", { exact: true }).click();
    await sheet.getByLabel("Until", { exact: true }).fill(until);
    return sheet.getByRole("button", { name: /^(Grant|Ask for approval of) Premium until/ });
  };
  await expect(await fill(agent, 320)).toHaveText(/^Ask for approval/);
  await expect(agent.getByText("You can grant up to 300 days at a time;", { exact: false })).toBeVisible();
  await expect(agent.getByText(/may give 300 days at once.*ask a lead or an admin/)).toBeVisible();
  await expect(await fill(lead, 320)).toHaveText(/^Grant/);
  await expect(await fill(lead, 400)).toHaveText(/^Ask for approval/);
  await lead.goto("/settings");
  const agents = "An agent: 300 days in one grant, 62 days to one customer in 90 days.";
  await expect(lead.getByText(`${agents} A lead: 366 days in one grant.`)).toBeVisible();

  await box.fill("31");
  await section(admin, "Limits").getByLabel("A lead: days in one grant").fill("");
  await save(admin);
  await expect(await fill(lead, 400)).toHaveText(/^Grant/);
});

test("a reason of the team's own asks for its note", async ({ as }) => {
  const customer = await seedCustomer();
  const [admin, agent] = [await as("admin"), await as("agent")];
  const code = `E2E-${unique()}`.slice(0, 12);
  const name = `Refund by phone ${code}`;
  await openSettings(admin);
  await section(admin, "Reasons").getByRole("button", { name: "Add a reason" }).click();
  const line = lines(admin, "Reasons").last();
  await line.getByLabel("Code").fill("BILLING");
  await line.getByLabel("Name").fill("");
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(line.getByLabel("Name")).toHaveAccessibleDescription("Name the reason.");
  await line.getByLabel("Name").fill(name);
  await line.getByLabel("Code").fill("no spaces");
  await expect(line.getByLabel("Code")).toHaveAccessibleDescription(/1 to 12 capital letters/);
  await line.getByLabel("Code").fill("BILLING");
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(line.getByLabel("Code")).toHaveAccessibleDescription("This code is used above.");
  await line.getByLabel("Code").fill(code);
  await line.getByRole("checkbox", { name: "A note is required" }).check();
  const kinds = ["giving access", "ending access", "deleting", "revealing"];
  for (const kind of kinds) await line.getByRole("checkbox", { name: kind }).uncheck();
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(line.getByRole("group", { name: "Offered for" })).toHaveAccessibleDescription(
    "Tick what it is offered for.",
  );
  await line.getByRole("checkbox", { name: "deleting" }).check();
  await save(admin);
  const elsewhere = await openGrant(agent, customer);
  await expect(elsewhere.getByLabel("Reason").getByRole("option", { name: "Courtesy" })).toHaveCount(1);
  await expect(elsewhere.getByLabel("Reason").getByRole("option", { name })).toHaveCount(0);
  await line.getByRole("checkbox", { name: "giving access" }).check();
  await save(admin);

  const sheet = await openGrant(agent, customer);
  await sheet.getByLabel("Reason").selectOption(name);
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  await expect(sheet.getByLabel("Note")).toHaveAccessibleDescription(`“${name}” needs a note.`);
  await sheet.getByLabel("Note").fill("Agreed with the customer");
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  await expect(toastOn(agent, "Granted.")).toBeVisible();
  await expect(agent.getByRole("region", { name: "Done from here" })).toContainText(name);

  await removeLast(admin, "Reasons");
  await save(admin);
});

test("a level that an admin adds can be granted, and one that Adapty does not know is refused in words", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const [admin, agent] = [await as("admin"), await as("agent")];
  const id = `vip-${unique()}`;
  const title = id.replace("vip-", "Vip ");
  await openSettings(admin);
  await section(admin, "Access levels").getByRole("button", { name: "Add a level" }).click();
  const line = lines(admin, "Access levels").last();
  await line.getByLabel("App").selectOption("Acme iOS");
  await line.getByLabel("Access level id").fill("premium");
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(line.getByLabel("Access level id")).toHaveAccessibleDescription("This level is listed above.");
  await line.getByLabel("Access level id").fill(id);
  await save(admin);

  const sheet = await openGrant(agent, customer);
  await sheet.getByLabel("Access level").selectOption(title);
  await expect(sheet.getByText(`Settings name none for ${title}.`)).toBeVisible();
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: new RegExp(`^Grant ${title} until`) }).click();
  const refusal = sheet.getByRole("alert").filter({ hasText: "Refused: nothing changed" });
  await expect(refusal).toContainText(`Paid access level \`${id}\` does not exist`);

  await removeLast(admin, "Access levels");
  await save(admin);
});

test("of two admins who save at once, the second is told, and keeps what was typed", async ({ as }) => {
  const [first, second] = [await as("admin"), await as("admin")];
  const code = `E2E-${unique()}`.slice(0, 12);
  for (const page of [first, second]) {
    await openSettings(page);
    await section(page, "Reasons").getByRole("button", { name: "Add a reason" }).click();
  }
  const mine = lines(first, "Reasons").last();
  await mine.getByLabel("Code").fill(code);
  await mine.getByLabel("Name").fill(`First ${code}`);
  await save(first);

  const theirs = lines(second, "Reasons").last();
  await theirs.getByLabel("Code").fill(code);
  await theirs.getByLabel("Name").fill(`Second ${code}`);
  await second.getByRole("button", { name: "Save settings" }).click();
  const refusal = second.getByRole("status").filter({ hasText: "Not saved" });
  await expect(refusal).toContainText("Somebody else saved the settings while this page was open");
  await expect(theirs.getByLabel("Name")).toHaveValue(`Second ${code}`);

  await refusal.getByRole("button", { name: "Load what is saved now" }).click();
  await expect(lines(second, "Reasons").last().getByLabel("Name")).toHaveValue(`First ${code}`);
  await removeLast(second, "Reasons");
  await save(second);
});
