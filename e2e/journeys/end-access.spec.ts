import {
  doneFromHere,
  openEnd,
  readClipboard,
  runningComp,
  sayDay,
  sayInstant,
  theWriteAbout,
  toastOn,
  verdictOn,
  WRITE_PATHS,
  wallClock,
} from "../fixtures/comps";
import { daysFromNow, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const MINUTES = 60_000;

const accessOnly = (endsIn: number) => ({
  grants: [{ access_level_id: "premium", expires_at: daysFromNow(endsIn) }],
});

test("a comp subscription is ended now: the comp itself is corrected", async ({ as }) => {
  const comp = runningComp(20);
  const customer = await seedCustomer({ transactions: [comp] });
  const page = await as("agent");
  const sheet = await openEnd(page, customer);
  const end = sheet.getByRole("button", { name: "End Premium now" });
  await end.click();
  await expect(sheet.getByLabel("Reason")).toHaveAccessibleDescription("Choose a reason.");
  expect(await writesAbout(customer)).toEqual([]);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByLabel("Ticket").fill("T-12");
  await end.click();
  const toast = toastOn(page, "Ended.");
  await expect(toast).toContainText("Adapty confirms: Premium ended");
  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.set);
  expect(body).toMatchObject({
    store_transaction_id: comp.store_transaction_id,
    store_original_transaction_id: comp.store_original_transaction_id,
    price: { value: 0 },
    renew_status: false,
    cancellation_reason: "cancelled_by_developer",
  });
  expect(Math.abs(Date.parse(String(body.expires_at)) - Date.now())).toBeLessThan(10 * MINUTES);
  await expect(verdictOn(page)).toContainText("No access");
  await expect(doneFromHere(page).getByRole("listitem")).toContainText("Ended a comp");
  await expect(doneFromHere(page).getByRole("listitem")).toContainText("Courtesy, ticket T-12");
  await toast.getByRole("button", { name: "Copy reply" }).click();
  await expect.poll(() => readClipboard(page)).toContain("your access to Premium has ended");
});

test("a comp subscription is ended at a date", async ({ as }) => {
  const comp = runningComp(20);
  const customer = await seedCustomer({ transactions: [comp] });
  const page = await as("agent");
  const sheet = await openEnd(page, customer);
  await sheet.getByText("At a date", { exact: true }).click();
  const at = wallClock(daysFromNow(5));
  await sheet.getByLabel("End", { exact: true }).fill(at);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: `End Premium on ${sayDay(`${at}Z`)}` }).click();
  const toast = toastOn(page, "The end is set.");
  await expect(toast).toContainText(`Adapty confirms: Premium until ${sayInstant(`${at}Z`)}`);
  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.set);
  expect(body.store_transaction_id).toBe(comp.store_transaction_id);
  expect(Date.parse(String(body.expires_at))).toBe(Date.parse(`${at}Z`));
  await expect(verdictOn(page)).toContainText(`Premium: yes, until ${sayInstant(`${at}Z`)}, from a comp`);
  await toast.getByRole("button", { name: "Copy reply" }).click();
  await expect.poll(() => readClipboard(page)).toContain(`will end on ${sayInstant(`${at}Z`)}`);
});

test("a comp that was extended is ended whole", async ({ as }) => {
  const first = runningComp(10);
  const second = runningComp(20, { store_original_transaction_id: first.store_transaction_id });
  const customer = await seedCustomer({ transactions: [first, second] });
  const page = await as("agent");
  const sheet = await openEnd(page, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: "End Premium now" }).click();
  await expect(toastOn(page, "Ended.")).toContainText("Adapty confirms: Premium ended");
  await expect(verdictOn(page)).toContainText("No access");
});

test("access without a transaction is revoked now", async ({ as }) => {
  const customer = await seedCustomer(accessOnly(30));
  const page = await as("agent");
  const sheet = await openEnd(page, customer);
  await sheet.getByLabel("Reason").selectOption("Billing error");
  await sheet.getByRole("button", { name: "End Premium now" }).click();
  await expect(toastOn(page, "Ended.")).toContainText("Adapty confirms: Premium ended");
  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.revoke);
  expect(body).toEqual({ access_level_id: "premium", revoke_at: null });
  await expect(verdictOn(page)).toContainText("No access");
  await expect(doneFromHere(page).getByRole("listitem")).toContainText("Premium at once");
});

test("access without a transaction is revoked at a date", async ({ as }) => {
  const customer = await seedCustomer(accessOnly(30));
  const page = await as("agent");
  const sheet = await openEnd(page, customer);
  await sheet.getByText("At a date", { exact: true }).click();
  const at = wallClock(daysFromNow(2));
  await sheet.getByLabel("End", { exact: true }).fill(at);
  await sheet.getByLabel("Reason").selectOption("Billing error");
  await sheet.getByRole("button", { name: `End Premium on ${sayDay(`${at}Z`)}` }).click();
  await expect(toastOn(page, "The end is set.")).toContainText(
    `Adapty confirms: Premium until ${sayInstant(`${at}Z`)}`,
  );
  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.revoke);
  expect(body.access_level_id).toBe("premium");
  expect(Date.parse(String(body.revoke_at))).toBe(Date.parse(`${at}Z`));
  await expect(verdictOn(page)).toContainText(`Premium: yes, until ${sayInstant(`${at}Z`)}`);
});

test("once ended, the whole page says so, and the keyboard goes on in the page", async ({ as }) => {
  const customer = await seedCustomer(accessOnly(30));
  const page = await as("agent");
  await page.addInitScript(() => {
    // The page's clock stands still, as it does between two ticks: what Adapty answered must be told all the same.
    window.setInterval = (() => 0) as unknown as typeof window.setInterval;
  });
  const sheet = await openEnd(page, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: "End Premium now" }).press("Enter");
  await expect(toastOn(page, "Ended.")).toBeVisible();
  const levels = page.getByRole("table", { name: "Access levels" });
  await expect(levels.getByRole("button", { name: "Grant Premium" })).toBeVisible();
  await expect(levels.getByRole("button", { name: "End Premium" })).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
});

test("closing by keyboard gives the focus back to the button", async ({ as }) => {
  const customer = await seedCustomer(accessOnly(30));
  const page = await as("agent");
  await page.goto(customer.path);
  const opener = page.getByRole("button", { name: "End Premium", exact: true });
  await opener.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: `End Premium of ${customer.customerUserId}` });
  await expect(sheet.getByRole("radio", { name: "Now" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(sheet.getByRole("radio", { name: "At a date" })).toBeChecked();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(sheet).toBeHidden();
  await expect(opener).toBeFocused();
  expect(await writesAbout(customer)).toEqual([]);
});
