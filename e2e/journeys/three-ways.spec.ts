import type { Page } from "@playwright/test";
import { expectNothingFound } from "../fixtures/axe";
import { AGENT, openEnd, openGrant, runningComp, sayDay, wallClock } from "../fixtures/comps";
import { openEditSheet } from "../fixtures/edit-sheet";
import { callFromElsewhere, callsAbout, daysFromNow, paidMonth, seedCustomer, writesAbout } from "../fixtures/emulator";
import { tabTo } from "../fixtures/keyboard";
import { expect, test } from "../fixtures/test";
import { confirmByTyping, fieldOf, fill, newTransactionId, openForm, submitButton } from "../fixtures/transaction-form";

const SET = "/api/v2/server-side-api/purchase/set/transaction/";
const meanwhileOn = (page: Page) => page.getByRole("region", { name: "What changed meanwhile" });
const goOn = (page: Page) => meanwhileOn(page).getByRole("button", { name: "I have looked, go on" });
const three = (what: string, before: string, theirs: string, yours: string) =>
  new RegExp(`${what}\\s*Before\\s*${before}[^]*?Theirs\\s*${theirs}[^]*?Yours\\s*${yours}`);

test("of what both changed the agent says what stays, the rest is theirs, and it takes no further call to see it", async ({
  as,
}) => {
  const attributes = { plan: "gold", tier: "1", seats: "3" };
  const customer = await seedCustomer({
    custom_attributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
  });
  const [first, second] = [await as("agent"), await as("lead")];
  const mine = await openEditSheet(second, customer);
  await mine.changeAttribute("plan", "bronze");
  await mine.changeAttribute("tier", "2");
  const theirs = await openEditSheet(first, customer);
  for (const [key, value] of Object.entries({ plan: "silver", tier: "9", seats: "5" }))
    await theirs.changeAttribute(key, value);
  await theirs.reviewAndSave();
  await expect(theirs.sheet).toBeHidden();
  const asked = (await callsAbout(customer)).length;

  await mine.reviewAndSave();
  const meanwhile = meanwhileOn(second);
  await expect(meanwhile).toContainText(three("Attribute plan", "“gold”", "“silver”", "“bronze”"));
  await expect(meanwhile).toContainText(three("Attribute seats", "“3”", "“5”", "Left as it is now"));
  await expect(meanwhile).toContainText(`${AGENT}: Edited the profile, plan, tier, seats`);
  await expect(meanwhile.getByRole("heading")).toBeFocused();
  expect(await callsAbout(customer)).toHaveLength(asked + 1);
  await expectNothingFound(second, "dialog");

  await tabTo(second, meanwhile.getByRole("radio", { name: "Keep mine" }).first());
  await second.keyboard.press("Space");
  await expect(goOn(second)).toHaveAccessibleDescription("Choose first what stays of what was changed on both sides");
  await tabTo(second, meanwhile.getByRole("radio", { name: "Keep mine" }).last());
  await second.keyboard.press("ArrowRight");
  await expect(meanwhile.getByRole("radio", { name: "Take theirs" }).last()).toBeChecked();
  await tabTo(second, goOn(second));
  await second.keyboard.press("Enter");
  await expect(meanwhile).toBeHidden();
  await expect(mine.sheet.getByRole("heading", { name: "Edit profile" })).toBeFocused();
  await mine.button("Save 1 change").click();
  await expect(mine.sheet).toBeHidden();
  expect((await writesAbout(customer)).at(-1)?.body).toEqual({ custom_attributes: [{ key: "plan", value: "bronze" }] });
});

test("a grant shows the level before, as it is now and with the grant on top, and keeps what was filled in", async ({
  as,
}) => {
  const premium = (days: number) => ({ access_level_id: "premium", expires_at: daysFromNow(days) });
  const customer = await seedCustomer({ grants: [premium(5)] });
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("COURTESY");
  await sheet.getByLabel("Ticket").fill("T-7");
  const granted = "/api/v2/server-side-api/purchase/profile/grant/access-level/";
  await callFromElsewhere(customer, "POST", premium(9), granted);
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();

  const [before, now] = [5, 9].map((days) => `Premium until ${sayDay(daysFromNow(days))}`) as [string, string];
  const meanwhile = meanwhileOn(page);
  await expect(meanwhile).toContainText(three("Premium", before, now, "Premium until"));
  await expect(meanwhile).toContainText("None of it was done from here");
  await expect(meanwhile.getByRole("heading")).toBeFocused();
  expect(await writesAbout(customer)).toEqual([]);
  const yours = /Yours\s*Premium until (\d+ \w+ \d+)/.exec((await meanwhile.textContent()) ?? "")?.[1];
  await goOn(page).click();
  await expect(sheet.getByLabel("Ticket")).toHaveValue("T-7");
  await sheet.getByRole("button", { name: `Grant Premium until ${yours}` }).click();
  await expect(sheet).toBeHidden();
  const [write] = await writesAbout(customer);
  expect(Date.parse(String(write?.body.expires_at))).toBeGreaterThan(Date.parse(daysFromNow(9)));
});

test("an end at a date is kept while the comp that it ends was made longer", async ({ as }) => {
  const comp = runningComp(20);
  const customer = await seedCustomer({ transactions: [comp] });
  const page = await as("agent");
  const sheet = await openEnd(page, customer);
  await sheet.getByText("At a date", { exact: true }).click();
  const at = wallClock(daysFromNow(5));
  await sheet.getByLabel("End", { exact: true }).fill(at);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await callFromElsewhere(customer, "POST", { ...comp, expires_at: daysFromNow(40) }, SET);
  const end = sheet.getByRole("button", { name: `End Premium on ${sayDay(`${at}Z`)}` });
  await end.click();
  const [before, now, yours] = [20, 40, 5].map((days) => `Premium until ${sayDay(daysFromNow(days))}`) as string[];
  await expect(meanwhileOn(page)).toContainText(three("Premium", before ?? "", now ?? "", yours ?? ""));
  await goOn(page).click();
  await end.click();
  await expect(sheet).toBeHidden();
  expect((await writesAbout(customer)).map(({ body }) => body.expires_at)).toEqual([expect.stringContaining(at)]);
});

test("a correction takes over what changed there alone, and asks where both changed it", async ({ as }) => {
  const id = newTransactionId();
  const month = paidMonth(id, -10);
  const customer = await seedCustomer({ transactions: [month] });
  const page = await as("lead");
  const sheet = await openForm(page, customer, `Correct this transaction ${id}`);
  await fill(sheet, { "price.value": "9.99", "price.currency": "USD", "price.country": "US" });
  await fill(sheet, { expires_at: daysFromNow(50).slice(0, 16) });
  await confirmByTyping(sheet, customer);
  const theirs = { ...month, expires_at: daysFromNow(70), store_product_id: "premium_yearly" };
  await callFromElsewhere(customer, "POST", theirs, SET);
  await submitButton(sheet).click();

  const meanwhile = meanwhileOn(page);
  await expect(meanwhile).toContainText(three("Expires", "", sayDay(daysFromNow(70)), sayDay(daysFromNow(50))));
  await expect(meanwhile).toContainText(three("Product id", "premium_monthly", "premium_yearly", "Left as it is now"));
  await meanwhile.getByText("Keep mine").click();
  await goOn(page).click();
  await expect(fieldOf(sheet, "store_product_id")).toHaveValue("premium_yearly");
  await submitButton(sheet).click();
  await expect(sheet).toBeHidden();
  const body = (await writesAbout(customer)).at(-1)?.body;
  expect(body).toMatchObject({ store_product_id: "premium_yearly", price: { value: 9.99 } });
  expect(String(body?.expires_at)).toContain(daysFromNow(50).slice(0, 10));
});

test("who asks for a deletion sees what the customer bought meanwhile before they ask again", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  await page.goto(customer.path);
  await page.getByRole("button", { name: "Delete at Adapty" }).press("Enter");
  const sheet = page.getByRole("dialog", { name: `Delete ${customer.customerUserId}` });
  await sheet.getByLabel("to confirm").fill(customer.customerUserId);
  await sheet.getByLabel("Reason").selectOption("Customer asked for erasure");
  await sheet.getByLabel("Note").fill("She asked to be forgotten");
  const id = newTransactionId();
  await callFromElsewhere(customer, "POST", paidMonth(id, -1), SET);
  const ask = sheet.getByRole("button", { name: "Ask for approval to delete" });
  await ask.click();
  await expect(meanwhileOn(page)).toContainText(
    new RegExp(`Transaction ${id}\\s*Before\\s*not there\\s*Theirs\\s*premium_monthly`),
  );
  await goOn(page).click();
  await expect(sheet.getByLabel("Note")).toHaveValue("She asked to be forgotten");
  await expect(ask).toHaveAccessibleDescription("Tick that you know what this does not stop");
});
