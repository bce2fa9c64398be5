import type { Page } from "@playwright/test";
import { grantWithNote, toastOn } from "../fixtures/comps";
import { openEditSheet } from "../fixtures/edit-sheet";
import { type Customer, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

/** A customer whose e-mail was set from here. */
async function seedWithEmail(page: Page): Promise<Customer & { email: string }> {
  const customer = await seedCustomer();
  const email = `${customer.customerUserId}@private.example`;
  const edit = await openEditSheet(page, customer);
  await edit.set("E-mail", email);
  await edit.reviewAndSave();
  await expect(toastOn(page, /Adapty/)).toBeVisible();
  return { ...customer, email };
}

/** The bodies of everything that the page is answered from now on. */
async function listen(page: Page): Promise<() => string[]> {
  const heard: string[] = [];
  // On the way to the page: the browser itself does not always give a body out afterwards.
  await page.route("**/*", async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    heard.push(await response.text());
    await route.fulfill({ response });
  });
  return () => heard;
}

test("a masked value is shown to whoever says why, and to nobody before; the record says who looked", async ({
  as,
}) => {
  const customer = await seedWithEmail(await as("lead"));
  const page = await as("agent");
  const heard = await listen(page);
  const { sheet } = await openEditSheet(page, customer);
  await expect(sheet.getByText(/by lena@practice.example, masked/)).toBeVisible();
  expect(heard().filter((body) => body.includes(customer.email))).toEqual([]);

  await sheet.getByRole("button", { name: "Reveal e-mail" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Reveal e-mail" });
  await dialog.getByRole("button", { name: "Record and reveal" }).press("Enter");
  await expect(dialog.getByText("Choose a reason.")).toBeVisible();
  await dialog.getByLabel("Reason").selectOption({ label: "Verifying the caller" });
  await dialog.getByLabel("Ticket").fill("ZD-4711");
  await dialog.getByRole("button", { name: "Record and reveal" }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect(sheet.getByText(customer.email)).toBeVisible();
  await expect(page.locator(":focus")).toContainText(customer.email);
  expect(heard().filter((body) => body.includes(customer.email))).toHaveLength(1);
  // The form around it is as it was.
  await expect(sheet.getByRole("button", { name: /^Review/ })).toHaveAccessibleDescription("Nothing is changed yet.");

  const admin = await as("admin");
  await admin.goto(`/activity/record?about=${customer.profileId}&action=personal.reveal`);
  const row = admin.getByRole("table", { name: "Events, newest first" }).getByRole("row").nth(1);
  for (const said of [
    "alex@practice.example, agent",
    "Revealed personal data",
    "e-mail",
    "Verifying the caller",
    "ZD-4711",
  ])
    await expect(row).toContainText(said);
  expect(await admin.content()).not.toContain(customer.email);
});

test("under Activity and in the record each masked value of a request has its way, an auditor has none", async ({
  as,
}) => {
  const [lead, admin, auditor] = [await as("lead"), await as("admin"), await as("auditor")];
  const customer = await seedWithEmail(lead);
  await grantWithNote(lead, customer, "no masks in a grant");
  await lead.goto(`/activity?customer=${customer.customerUserId}`);
  await admin.goto(`/activity/record?about=${customer.profileId}&action=profile.update`);
  for (const [page, summary] of [
    [lead, "Change and request"],
    [admin, /^Details of event/],
  ] as const) {
    const row = page.getByRole("row").filter({ has: page.getByText(/e-mail/) });
    await row.getByText(summary).click();
    await expect(row.locator("pre")).toContainText('"email": "••••"');
    await row.getByRole("button", { name: "Reveal e-mail" }).click();
    const dialog = page.getByRole("dialog", { name: "Reveal e-mail" });
    await dialog.getByLabel("Reason").selectOption({ label: "Contacting the customer" });
    await dialog.getByRole("button", { name: "Record and reveal" }).click();
    await expect(row.getByText(customer.email)).toBeVisible();
  }
  for (const path of [
    `/activity?customer=${customer.customerUserId}`,
    `/activity/record?about=${customer.profileId}`,
  ]) {
    await auditor.goto(path);
    await expect(auditor.getByRole("row").nth(1)).toBeVisible();
    await expect(auditor.getByRole("button", { name: /^Reveal/ })).toHaveCount(0);
  }
});
