import { openEnd, readClipboard, runningComp, theWriteAbout, toastOn, verdictOn, WRITE_PATHS } from "../fixtures/comps";
import { callFromElsewhere, daysFromNow, paidMonth, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const accessOnly = (endsIn: number) => ({
  grants: [{ access_level_id: "premium", expires_at: daysFromNow(endsIn) }],
});

test("access that a store sold is ended only by who knows that billing goes on", async ({ as }) => {
  const customer = await seedCustomer({ transactions: [paidMonth("42000000000001", -10)] });
  const page = await as("agent");
  const sheet = await openEnd(page, customer);
  await expect(sheet.getByText("This access was bought")).toBeVisible();
  await expect(sheet.getByText(/does not stop the store from charging/)).toBeVisible();
  await sheet.getByLabel("Reason").selectOption("Billing error");
  const end = sheet.getByRole("button", { name: "End Premium now" });
  await expect(end).toBeDisabled();
  await expect(end).toHaveAccessibleDescription("Tick that you know what this does not do.");
  await sheet.getByRole("checkbox", { name: "I know that this refunds nothing and stops no billing." }).check();
  await end.click();
  const toast = toastOn(page, "Ended.");
  await expect(toast).toContainText("Adapty confirms: Premium ended");
  const { path } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.revoke);
  await expect(verdictOn(page)).toContainText("No access");
  await toast.getByRole("button", { name: "Copy reply" }).click();
  await expect.poll(() => readClipboard(page)).toContain("This does not cancel a subscription in the store");
});

test("access that support gave beside a paid period is ended only by who knows that both end", async ({ as }) => {
  const customer = await seedCustomer(accessOnly(60));
  const page = await as("agent");
  const sheet = await openEnd(page, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  const both = sheet.getByRole("checkbox", { name: /^I know that this ends the paid access too/ });
  await expect(both).toHaveCount(0);
  // Bought while the form is open: the level itself still shows the grant, which lasts longer.
  await callFromElsewhere(customer, "POST", paidMonth("42000000000020", -10), WRITE_PATHS.set);
  const end = sheet.getByRole("button", { name: "End Premium now" });
  await end.click();
  const notice = sheet.getByRole("status").filter({ hasText: "Not allowed: nothing was sent" });
  await expect(notice).toContainText("A paid period runs beside this comp: a revoke ends that too");
  expect(await writesAbout(customer)).toEqual([]);
  await expect(end).toHaveAccessibleDescription("Tick that you know what else this ends.");
  await both.check();
  await end.click();
  const toast = toastOn(page, "Ended.");
  await expect(toast).toContainText("Adapty confirms: Premium ended");
  expect((await theWriteAbout(customer)).path).toBe(WRITE_PATHS.revoke);
  await toast.getByRole("button", { name: "Copy reply" }).click();
  await expect.poll(() => readClipboard(page)).toContain("This does not cancel a subscription in the store");
});

test("a comp beside a paid period ends alone", async ({ as }) => {
  const comp = runningComp(60);
  const customer = await seedCustomer({ transactions: [paidMonth("42000000000010", -10), comp] });
  const page = await as("agent");
  const sheet = await openEnd(page, customer);
  await expect(sheet.getByText(/Only the comp ends: the paid access should go on/)).toBeVisible();
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: "End Premium now" }).click();
  await expect(toastOn(page, "Ended.")).toContainText("Adapty confirms: Premium until");
  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.set);
  expect(body.store_transaction_id).toBe(comp.store_transaction_id);
  await expect(verdictOn(page)).toContainText(/Premium: yes, until .* that renews \(App Store\)/);
});
