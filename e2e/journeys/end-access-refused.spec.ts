import { openEnd, refuseWrite, toastOn, wallClock } from "../fixtures/comps";
import { daysFromNow, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const accessOnly = (endsIn: number) => ({
  grants: [{ access_level_id: "premium", expires_at: daysFromNow(endsIn) }],
});

test("an end in the past, and one after the current end, are refused beside the date", async ({ as }) => {
  const customer = await seedCustomer(accessOnly(30));
  const page = await as("agent");
  const sheet = await openEnd(page, customer);
  await sheet.getByText("At a date", { exact: true }).click();
  const date = sheet.getByLabel("End", { exact: true });
  const end = sheet.getByRole("button", { name: /^End Premium/ });
  await expect(end).toHaveAccessibleDescription("Choose the date.");
  await date.fill(wallClock(daysFromNow(-1)));
  await expect(date).toHaveAccessibleDescription("Choose a date that lies ahead, or end it now.");
  await expect(end).toBeDisabled();
  await date.fill(wallClock(daysFromNow(31)));
  await expect(date).toHaveAccessibleDescription(
    "Premium ends no later than that already. To extend it, grant access.",
  );
  await expect(end).toBeDisabled();
  await date.fill(wallClock(daysFromNow(29)));
  await expect(date).toHaveAccessibleDescription("");
  await expect(end).toBeEnabled();
  expect(await writesAbout(customer)).toEqual([]);
});

const refusals = [
  { code: "value_error", source: null, message: "Must be greater than the current time or null" },
  {
    code: "revocation_date_more_than_expiration_date",
    source: "revoke_at",
    message: "Revocation date is more than current expiration date",
  },
];

for (const { code, source, message } of refusals) {
  test(`Adapty's own ${code} lands beside the date, and the form stays filled in`, async ({ as }) => {
    const customer = await seedCustomer(accessOnly(30));
    await refuseWrite(customer, code, source, message);
    const page = await as("agent");
    const sheet = await openEnd(page, customer);
    await sheet.getByText("At a date", { exact: true }).click();
    const date = sheet.getByLabel("End", { exact: true });
    const at = wallClock(daysFromNow(5));
    await date.fill(at);
    await sheet.getByLabel("Reason").selectOption("Courtesy");
    const end = sheet.getByRole("button", { name: /^End Premium on/ });
    await end.click();
    const refusal = sheet.getByRole("alert").filter({ hasText: "Refused: nothing changed" });
    await expect(refusal).toContainText(`Adapty says ${code}`);
    await expect(date).toHaveAccessibleDescription(message);
    await expect(refusal.getByText(message, { exact: true })).toHaveCount(0);
    await expect(date).toHaveValue(at);
    await expect(sheet.getByLabel("Reason")).toHaveValue("COURTESY");

    await end.click();
    await expect(toastOn(page, "The end is set.")).toBeVisible();
  });
}
