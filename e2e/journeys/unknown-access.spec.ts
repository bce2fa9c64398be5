import { journalOf, toastOf } from "../fixtures/edit-sheet";
import { plan, readProfile, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

test("a comp that arrived although its answer was lost is found by reading back", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await plan(customer, { mode: "reset", when: "after" }, { method: "POST" });
  await page.goto(customer.path);
  await page.getByRole("button", { name: "Grant access" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Reason").selectOption({ label: "Courtesy" });
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  await expect(toastOf(page, "Granted.")).toContainText("Adapty confirms:");
  await expect(sheet).toBeHidden();
  expect((await readProfile(customer)).subscriptions).toHaveLength(1);
  expect(await writesAbout(customer)).toHaveLength(1);
});

test("a comp that may not have arrived is not confirmed, and nothing of it can be changed meanwhile", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await plan(customer, { mode: "reset" }, { method: "POST" });
  await page.goto(customer.path);
  await page.getByRole("button", { name: "Grant access" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Reason").selectOption({ label: "Courtesy" });
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  const notice = sheet.getByRole("status");
  await expect(notice).toContainText("Not confirmed yet: checking");
  await expect(sheet.getByLabel("Reason")).toBeDisabled();
  await expect(sheet.getByRole("button", { name: /^Grant Premium until/ })).toHaveAttribute("aria-disabled", "true");
  await notice.getByRole("button", { name: "Send the same again" }).click();
  await expect(notice).toContainText("Not confirmed yet: checking");
  await expect(sheet).not.toContainText(/fail/i);
  await expect(journalOf(page)).toContainText(/Grant a comp\s*Not confirmed yet/);
  expect(await writesAbout(customer)).toHaveLength(1);
});

test("access that was granted or ended although the answer was lost is found by reading back", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await plan(customer, { mode: "html", when: "after" }, { method: "POST", path: "/grant/access-level/" });
  await plan(customer, { mode: "truncate" }, { method: "POST", path: "/revoke/access-level/" });
  await page.goto(customer.path);
  await page.getByRole("button", { name: "Grant access" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("Access only", { exact: true }).click();
  await sheet.getByLabel("Reason").selectOption({ label: "Courtesy" });
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  await expect(toastOf(page, "Granted.")).toContainText("Adapty confirms:");
  expect((await readProfile(customer)).access_levels).toHaveLength(1);

  await page.getByRole("button", { name: "End Premium", exact: true }).click();
  await sheet.getByLabel("Reason").selectOption({ label: "Courtesy" });
  await sheet.getByRole("button", { name: "End Premium now" }).click();
  await expect(toastOf(page, "Ended.")).toContainText("Adapty confirms:");
  expect((await writesAbout(customer)).map(({ path }) => path.split("/").slice(-3, -1))).toEqual([
    ["grant", "access-level"],
    ["revoke", "access-level"],
  ]);
});

test("a comp that did not arrive is sent again as the same one", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await plan(customer, { mode: "reset" }, { method: "POST" });
  await page.goto(customer.path);
  await page.getByRole("button", { name: "Grant access" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Reason").selectOption({ label: "Courtesy" });
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  const gone = sheet.getByRole("status").filter({ hasText: "Adapty shows no trace of it, so it counts as not done." });
  await expect(async () => {
    const check = sheet.getByRole("button", { name: "Check now" });
    if (await check.isVisible()) await check.click();
    await expect(gone).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 45_000 });
  await expect(journalOf(page)).toContainText(/Grant a comp\s*Did not arrive/);
  await gone.getByRole("button", { name: "Send the same again" }).click();
  await expect(toastOf(page, "Granted.")).toContainText("Adapty confirms:");
  await expect(journalOf(page)).toHaveCount(1);
  await expect(journalOf(page)).toContainText("Granted a comp");
  const [first, second, ...more] = await writesAbout(customer);
  expect(more).toEqual([]);
  expect(second).toEqual(first);
});
