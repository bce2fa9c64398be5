import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import type { Role } from "../../lib/auth/permissions";
import { ageSession } from "../fixtures/age-session";
import { openEditSheet } from "../fixtures/edit-sheet";
import { callFromElsewhere, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

/** A customer whose e-mail address was set from here. */
async function seedTold(as: (role: Role) => Promise<Page>) {
  const customer = await seedCustomer();
  const email = `canary.${randomUUID()}@example.com`;
  const lead = await as("lead");
  const edit = await openEditSheet(lead, customer);
  await edit.set("E-mail", email);
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  return { customer, email };
}

async function download(sheet: Locator, confirm?: Locator) {
  const arriving = sheet.page().waitForEvent("download");
  await sheet.getByRole("button", { name: "Download what this console keeps (JSON)" }).press("Enter");
  await confirm?.click();
  const file = await arriving;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

test("an admin hands over what the console keeps of a customer, then erases it, and what was done stays", async ({
  as,
}) => {
  const { customer, email } = await seedTold(as);
  const admin = await as("admin");
  await admin.goto(customer.path);
  const done = admin.getByRole("region", { name: "Done from here" });
  await expect(done).toContainText("e-mail");
  await done.getByRole("button", { name: "Download or erase" }).press("Enter");
  const sheet = admin.getByRole("dialog", { name: `Erase what this console keeps of ${customer.customerUserId}` });
  await ageSession(admin, 6);
  const confirm = admin
    .getByRole("dialog", { name: "Confirm that it is you" })
    .getByRole("button", { name: "Confirm" });
  const kept = await download(sheet, confirm);
  expect(kept.name).toBe(`kept-${customer.profileId}.json`);
  expect(JSON.parse(kept.text)).toMatchObject({
    about: { app: customer.app, profile_id: customer.profileId },
    operations: [{ name: "profile.update", request: { email } }],
  });

  const erase = sheet.getByRole("button", { name: "Erase for good" });
  await expect(erase).toHaveAccessibleDescription("Type the id above first");
  await sheet.getByLabel("Reference").fill("Zoë asked");
  await sheet.getByLabel("to confirm").fill(customer.customerUserId);
  await erase.press("Enter");
  await expect(sheet.getByText("Only letters, digits and # / _ -")).toBeVisible();
  await sheet.getByLabel("Reference").fill("GDPR-7");
  await ageSession(admin, 6);
  await erase.press("Enter");
  await confirm.click();
  await expect(sheet).toBeHidden();
  await expect(done).toContainText("Edited the profile");
  await expect(done).toContainText("Erased on");
  await done.getByRole("button", { name: "Download or erase" }).press("Enter");
  expect((await download(sheet)).text).not.toContain(email);

  await admin.goto(`/activity/record?about=${customer.profileId}`);
  const table = admin.getByRole("table");
  await expect(table.getByText("Erased personal data")).toBeVisible();
  await expect(table.getByText("Downloaded what is kept of a customer").first()).toBeVisible();
  await expect(table.getByText(/^erased on/).first()).toBeVisible();
  await admin.goto(`/activity?customer=${customer.profileId}`);
  await expect(admin.getByRole("table")).toContainText("Erased on");
  await expect(admin.getByText(email)).toHaveCount(0);
});

test("a customer who is gone from Adapty can still be erased here, and nobody but an admin may", async ({ as }) => {
  const { customer, email } = await seedTold(as);
  await callFromElsewhere(customer, "DELETE");
  const lead = await as("lead");
  await lead.goto(customer.path);
  await expect(lead.getByRole("heading", { name: "No such customer" })).toBeVisible();
  await expect(lead.getByRole("region", { name: "Done from here" })).toContainText("e-mail");
  await expect(lead.getByRole("button", { name: "Download or erase" })).toHaveAccessibleDescription(
    "Your role (lead) may not download or erase what this console keeps of a customer. An admin can.",
  );

  const admin = await as("admin");
  await admin.goto(customer.path);
  await admin.getByRole("button", { name: "Download or erase" }).click();
  const sheet = admin.getByRole("dialog", { name: "Erase what this console keeps of this customer" });
  await sheet.getByLabel("to confirm").fill(customer.profileId.slice(0, 8));
  await sheet.getByRole("button", { name: "Erase for good" }).click();
  await expect(sheet).toBeHidden();
  await expect(admin.getByRole("region", { name: "Done from here" })).toContainText("Erased on");
  await expect(admin.getByText(customer.customerUserId)).toHaveCount(0);
  await admin.getByRole("button", { name: "Download or erase" }).click();
  expect((await download(sheet)).text).not.toContain(email);
});
