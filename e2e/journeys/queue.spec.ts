import { expectNothingFound } from "../fixtures/axe";
import { openGrant, toastOn } from "../fixtures/comps";
import { journalOf } from "../fixtures/edit-sheet";
import { plan, seedCustomer, writesAbout } from "../fixtures/emulator";
import { tabTo } from "../fixtures/keyboard";
import { loseEdit, openQueue, passAnHour, passQuiet, rowOf } from "../fixtures/queue";
import { expect, test } from "../fixtures/test";

test("what Adapty does not confirm stands in the queue until a lead says what became of it", async ({ as }) => {
  const [agent, lead] = [await as("agent"), await as("lead")];
  const customer = await loseEdit(agent);
  await lead.goto("/queue");
  await expect(rowOf(lead, customer)).toContainText("Not confirmed yet");
  await expect(rowOf(lead, customer)).toContainText("next");
  await expect(lead.getByRole("link", { name: /^Queue \d+ not confirmed$/ })).toBeVisible();
  await expect(rowOf(lead, customer).getByRole("button", { name: "Say what became of it" })).toHaveCount(0);

  passAnHour(customer);
  const row = await openQueue(lead, customer);
  await expect(row).toContainText("Looked for 5 times");
  await row.getByRole("button", { name: "Say what became of it" }).click();
  const sheet = lead.getByRole("dialog", { name: "What became of it?" });
  await expect(sheet).toContainText(`Edit profile of ${customer.customerUserId}`);
  const sides = sheet.getByRole("region", { name: "Before and now" });
  await expect(sides).toContainText("Asked for: e-mail");
  await expect(sides).toContainText("Adapty never shows it, so nothing here tells.");
  await expectNothingFound(lead, "dialog");
  await sheet.getByLabel("How you know it").fill("short");
  await sheet.getByRole("button", { name: "Settle it" }).click();
  await expect(sheet.getByText("Choose what you found.")).toBeVisible();
  await expect(sheet.getByText("Say how you know it, in ten characters or more.")).toBeVisible();
  await sheet.getByText("It was not done", { exact: true }).click();
  await sheet.getByLabel("How you know it").fill("The customer still gets mail at the old address.");
  await sheet.getByRole("button", { name: "Settle it" }).click();
  await expect(toastOn(lead, "Settled.")).toBeVisible();
  await expect(rowOf(lead, customer)).toHaveCount(0);

  await agent.goto(customer.path);
  await expect(journalOf(agent)).toContainText("Did not arrive");
  await expect(journalOf(agent)).toContainText("Somebody looked, and says that it was not done.");
  expect(await writesAbout(customer)).toHaveLength(1);
});

test("what surely did not arrive is sent once more by itself, when who sent it has left", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await plan(customer, { mode: "reset", when: "before" }, { method: "POST" });
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("COURTESY");
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  await expect(sheet.getByRole("status").getByText("Not confirmed yet: checking")).toBeVisible();
  await page.goto("/settings");
  passQuiet(customer);
  await expect.poll(async () => (await writesAbout(customer)).length).toBe(2);
  const [first, second] = await writesAbout(customer);
  expect(second).toEqual(first);
  await expect(async () => {
    await page.goto(customer.path);
    await expect(journalOf(page)).toHaveText(/^Granted a comp(?!.*Not confirmed)/, { timeout: 1_000 });
  }).toPass();
  expect(await writesAbout(customer)).toHaveLength(2);
});

test("an agent sees what they sent themselves, and reads why a lead decides it", async ({ as }) => {
  const page = await as("agent");
  const customer = await loseEdit(page);
  passAnHour(customer);
  const row = await openQueue(page, customer);
  const button = row.getByRole("button", { name: "Say what became of it" });
  await expect(button).toHaveAccessibleDescription(
    /^Your role \(agent\) may not say what became of a change Adapty cannot confirm/,
  );
  await button.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await row.getByRole("button", { name: "Check with Adapty" }).click();
  await expect(row.getByRole("alert")).toContainText("Adapty still does not confirm it.");
});

test("the queue works by keyboard alone, and nobody decides what became of their own", async ({ as }) => {
  const lead = await as("lead");
  const customer = await loseEdit(lead);
  passAnHour(customer);
  const own = await openQueue(lead, customer);
  await expect(own.getByRole("button", { name: "Say what became of it" })).toHaveAccessibleDescription(
    "Nobody says this of a change of their own. Another lead or an admin can.",
  );

  const admin = await as("admin");
  const row = await openQueue(admin, customer);
  const opener = row.getByRole("button", { name: "Say what became of it" });
  await tabTo(admin, opener);
  await admin.keyboard.press("Enter");
  const sheet = admin.getByRole("dialog", { name: "What became of it?" });
  await expect(sheet.getByRole("radio", { name: "It was done" })).toBeFocused();
  await admin.keyboard.press("Space");
  await admin.keyboard.press("Tab");
  await admin.keyboard.type("Adapty's support read it out to me.");
  await tabTo(admin, sheet.getByRole("button", { name: "Settle it" }));
  await admin.keyboard.press("Enter");
  await expect(toastOn(admin, "Settled.")).toBeVisible();
  await expect(rowOf(admin, customer)).toHaveCount(0);
});

test("a queue that was left open is read no more after a while, so that it keeps nobody signed in", async ({ as }) => {
  const page = await as("lead");
  const customer = await loseEdit(page);
  await page.clock.install();
  await page.goto("/queue");
  await expect(rowOf(page, customer)).toBeVisible();
  let reads = 0;
  page.on("request", (request) => {
    if (request.headers().rsc) reads += 1;
  });
  await page.clock.runFor(60_000);
  await expect.poll(() => reads).toBeGreaterThan(0);
  await page.clock.runFor(5 * 60_000);
  reads = 0;
  await page.clock.runFor(2 * 60_000);
  expect(reads).toBe(0);
  await page.keyboard.press("Tab");
  await page.clock.runFor(30_000);
  await expect.poll(() => reads).toBeGreaterThan(0);
});
