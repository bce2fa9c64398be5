import { doneFromHere, openEnd, readClipboard, runningComp, toastOn, verdictOn, WRITE_PATHS } from "../fixtures/comps";
import { openEditSheet } from "../fixtures/edit-sheet";
import { daysFromNow, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";
import { grant, newest, openUndo } from "../fixtures/undo";

test("a comp is undone from its entry: what it would change is shown first, then it is taken back", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await grant(page, customer);
  const sheet = await openUndo(page);
  await expect(sheet).toContainText("This comp");
  await expect(sheet).toContainText("No access to Premium");
  await expect(sheet).toContainText("No money moves");
  await sheet.getByRole("button", { name: "Take the comp back" }).click();
  await expect(sheet.getByLabel("Reason")).toHaveAccessibleDescription("Choose a reason.");
  expect(await writesAbout(customer)).toHaveLength(1);
  await sheet.getByLabel("Reason").selectOption("Given by mistake");
  await sheet.getByRole("button", { name: "Take the comp back" }).click();
  const toast = toastOn(page, "Undone.");
  await expect(toast).toContainText("Adapty confirms: Premium ended");
  const [granted, undone] = await writesAbout(customer);
  expect(undone?.path).toBe(WRITE_PATHS.set);
  expect(undone?.body).toEqual({
    ...granted?.body,
    refunded_at: expect.any(String),
    cancellation_reason: "refund",
  });
  await expect(verdictOn(page)).toContainText("No access");
  await expect(newest(page)).toContainText("Took back a comp");
  await expect(doneFromHere(page).getByRole("listitem").nth(1)).toContainText("Undone by alex@practice.example");
  await expect(doneFromHere(page).getByRole("button", { name: /^Undo/ })).toHaveCount(0);
  await toast.getByRole("button", { name: "Copy reply" }).click();
  await expect.poll(() => readClipboard(page)).toContain("we have set back what we changed");
});

test("an ended access is given back by keyboard alone", async ({ as }) => {
  const customer = await seedCustomer({ grants: [{ access_level_id: "premium", expires_at: daysFromNow(12) }] });
  const page = await as("agent");
  const end = await openEnd(page, customer);
  await end.getByLabel("Reason").selectOption("Courtesy");
  await end.getByRole("button", { name: "End Premium now" }).click();
  await expect(verdictOn(page)).toContainText("No access");
  const opener = newest(page).getByRole("button", { name: /^Undo/ });
  await opener.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  const reason = sheet.getByLabel("Reason");
  await expect(reason).toBeVisible();
  for (let tries = 0; tries < 12 && !(await reason.evaluate((one) => one === document.activeElement)); tries += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.type("Cou");
  await expect(reason).toHaveValue("COURTESY");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(toastOn(page, "Undone.")).toContainText("Adapty confirms: Premium until");
  await expect(verdictOn(page)).not.toContainText("No access");
});

test("an edit is undone: attributes get back what they had", async ({ as }) => {
  const customer = await seedCustomer({ custom_attributes: [{ key: "plan", value: "gold" }] });
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.changeAttribute("plan", "silver");
  await edit.review();
  await edit.save();
  await expect(toastOn(page, "Saved 1 change")).toBeVisible();
  const sheet = await openUndo(page);
  await expect(sheet).toContainText("“silver” (text)");
  await expect(sheet).toContainText("“gold” (text)");
  await sheet.getByRole("button", { name: "Set it back" }).click();
  await expect(toastOn(page, "Undone.")).toContainText("plan is gold");
  const bodies = (await writesAbout(customer)).map(({ body }) => body);
  expect(bodies.at(-1)).toEqual({ custom_attributes: [{ key: "plan", value: "gold" }] });
});

test("what changed since is not undone: the sheet says so, and offers nothing to send", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [] });
  const page = await as("agent");
  await grant(page, customer);
  const other = await as("lead");
  const end = await openEnd(other, customer);
  await end.getByLabel("Reason").selectOption("Courtesy");
  await end.getByRole("button", { name: "End Premium now" }).click();
  await expect(toastOn(other, "Ended.")).toBeVisible();
  const sheet = await openUndo(page);
  await expect(sheet).toContainText("This cannot be undone from here");
  await expect(sheet).toContainText(
    "This comp changed since. The last such change from here was made by lena@practice.example.",
  );
  await expect(sheet.getByRole("button", { name: /back|End/ })).toHaveCount(0);
  expect(await writesAbout(customer)).toHaveLength(2);
});

test("the activity leads to the undo on the customer's page, where the way back does not ask again", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [runningComp(9)] });
  const page = await as("lead");
  const end = await openEnd(page, customer);
  await end.getByLabel("Reason").selectOption("Courtesy");
  await end.getByRole("button", { name: "End Premium now" }).click();
  await expect(toastOn(page, "Ended.")).toBeVisible();
  await page.goto(`/activity?customer=${customer.profileId}`);
  await page.getByRole("link", { name: "Undo Ended a comp" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("heading", { name: "Undo: Ended a comp" })).toBeVisible();
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: "Give the comp back" }).click();
  await expect(toastOn(page, "Undone.")).toContainText("Premium until");
  await expect(page).toHaveURL(new RegExp(`${customer.path}$`));
  await page.reload();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.goto(`/activity?customer=${customer.profileId}`);
  const ended = page.getByRole("row").filter({ hasText: "Ended a comp" });
  await expect(ended).toContainText("Undone by lena@practice.example");
  await expect(ended.getByRole("link", { name: /^Undo / })).toHaveCount(0);
  await ended.getByRole("link", { name: "Undone" }).click();
  await expect(page).toHaveURL(/#[0-9a-f-]{36}$/);
  const id = new URL(page.url()).hash.slice(1);
  const undoing = page.locator(`[id="${id}"]`);
  await expect(undoing).toContainText("Gave back an ended comp");
  await expect(undoing).toContainText("Undoes what was done by lena@practice.example");
  const link = undoing.getByRole("link", { name: "Undoes" });
  const undone = (await link.getAttribute("href"))?.split("#")[1];
  await link.click();
  await expect(page).toHaveURL(new RegExp(`#${undone}$`));
  await expect(page.locator(`[id="${undone}"]`)).toContainText("Ended a comp");
});

test("a viewer sees what was done and may not undo it", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [] });
  await grant(await as("agent"), customer);
  const viewer = await as("viewer");
  await viewer.goto(customer.path);
  await expect(newest(viewer).getByRole("button", { name: /^Undo/ })).toHaveAttribute("aria-disabled", "true");
  const answer = await viewer.request.get(`/api/apps${customer.path}/undo/00000000-0000-4000-8000-000000000000`);
  expect(answer.status()).toBe(403);
});

test("over one's own limit an undo asks a second person, and is done once they approve", async ({ as }) => {
  const customer = await seedCustomer({ grants: [{ access_level_id: "premium", expires_at: daysFromNow(200) }] });
  const lead = await as("lead");
  const end = await openEnd(lead, customer);
  await end.getByLabel("Reason").selectOption("Courtesy");
  await end.getByRole("button", { name: "End Premium now" }).click();
  await expect(toastOn(lead, "Ended.")).toBeVisible();
  const agent = await as("agent");
  await agent.goto(customer.path);
  const sheet = await openUndo(agent);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: /^Give Premium back until / }).click();
  await sheet.getByRole("button", { name: "Ask for approval" }).click();
  await expect(toastOn(agent, "Asked for approval.")).toBeVisible();
  expect(await writesAbout(customer)).toHaveLength(1);
  await lead.goto(customer.path);
  await lead
    .getByRole("link", { name: /Grant access/ })
    .first()
    .click();
  await lead.getByRole("button", { name: "Approve and grant access" }).click();
  await expect(toastOn(lead, "Approved.")).toBeVisible();
  expect(await writesAbout(customer)).toHaveLength(2);
  await lead.goto(customer.path);
  await expect(newest(lead)).toContainText("approved by lena@practice.example");
  await expect(verdictOn(lead)).not.toContainText("No access");
});
