import { doneFromHere, openGrant, refuseWrite, toastOn, verdictOn } from "../fixtures/comps";
import { plan, readProfile, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const aWeek = /^Grant Premium until/;

test("a double click grants once", async ({ as }) => {
  const customer = await seedCustomer();
  await plan(customer, { mode: "delay", delayMs: 500 }, { method: "POST" });
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: aWeek }).dblclick();
  await expect(toastOn(page, "Granted.")).toBeVisible();
  expect(await writesAbout(customer)).toHaveLength(1);
  expect((await readProfile(customer)).subscriptions).toHaveLength(1);
  await expect(doneFromHere(page).getByRole("listitem")).toHaveCount(1);
});

test("a connection that breaks after Adapty applied it is settled by reading back", async ({ as }) => {
  const customer = await seedCustomer();
  await plan(customer, { mode: "reset", when: "after" }, { method: "POST" });
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: aWeek }).click();
  await expect(toastOn(page, "Granted.")).toContainText("Adapty confirms: Premium until");
  await expect(verdictOn(page)).toContainText("Premium: yes");
  expect(await writesAbout(customer)).toHaveLength(1);
  expect((await readProfile(customer)).subscriptions).toHaveLength(1);
  await expect(doneFromHere(page).getByRole("listitem")).toHaveCount(1);
});

test("a refusal keeps the form filled in, and the next try is a new one", async ({ as }) => {
  const customer = await seedCustomer();
  await refuseWrite(customer, "product_not_found", "store_product_id", "No such product in this app");
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByText(/^14 days/).click();
  await sheet.getByLabel("Reason").selectOption("Other");
  await sheet.getByLabel("Note").fill("Promised on the phone");
  await sheet.getByLabel("Ticket").fill("T-1");
  const grant = sheet.getByRole("button", { name: aWeek });
  await grant.click();
  const refusal = sheet.getByRole("alert").filter({ hasText: "Refused: nothing changed" });
  await expect(refusal).toContainText("No such product in this app");
  await expect(sheet.getByRole("radio", { name: /^14 days/ })).toBeChecked();
  await expect(sheet.getByLabel("Reason")).toHaveValue("OTHER");
  await expect(sheet.getByLabel("Note")).toHaveValue("Promised on the phone");
  await expect(sheet.getByLabel("Ticket")).toHaveValue("T-1");
  expect((await readProfile(customer)).subscriptions).toHaveLength(0);

  await grant.click();
  await expect(toastOn(page, "Granted.")).toBeVisible();
  const ids = (await writesAbout(customer)).map(({ body }) => body.store_transaction_id);
  expect(new Set(ids).size).toBe(2);
  await expect(doneFromHere(page).getByRole("listitem")).toHaveCount(2);
  await expect(doneFromHere(page).getByRole("listitem").last()).toContainText("Refused");
});

test("what Adapty is too busy for goes out again as the same comp, and with another length as another comp", async ({
  as,
}) => {
  const customer = await seedCustomer();
  await plan(customer, { mode: "status", status: 429, times: 2 }, { method: "POST" });
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  const grant = sheet.getByRole("button", { name: aWeek });
  for (const sendings of [1, 2]) {
    await grant.click();
    await expect(sheet.getByRole("alert")).toContainText("Adapty is getting too many requests");
    await expect.poll(async () => (await writesAbout(customer)).length).toBe(sendings);
  }
  await sheet.getByText(/^14 days/).click();
  await grant.click();
  await expect(toastOn(page, "Granted.")).toBeVisible();
  const [first, second, third] = (await writesAbout(customer)).map(({ body }) => body);
  expect(second).toEqual(first);
  expect(third?.store_transaction_id).not.toBe(first?.store_transaction_id);
  expect(third?.store_original_transaction_id).toBe(third?.store_transaction_id);
  await expect(doneFromHere(page).getByRole("listitem")).toHaveCount(2);
});

test("an end that Adapty refuses is said where the end was chosen", async ({ as }) => {
  const customer = await seedCustomer();
  await refuseWrite(customer, "value_error", "expires_at", "Not this far ahead");
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: aWeek }).click();
  await expect(sheet.getByRole("group", { name: "How long" })).toHaveAccessibleDescription(/Not this far ahead/);
});
