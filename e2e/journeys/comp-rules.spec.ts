import {
  AGENT,
  openGrant,
  runningComp,
  sayDay,
  sayInstant,
  theWriteAbout,
  toastOn,
  verdictOn,
  WRITE_PATHS,
  wallClock,
} from "../fixtures/comps";
import { daysFromNow, paidMonth, readProfile, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const DAY = 86_400_000;
const daysAfter = (instant: string, days: number) => Date.parse(instant) + days * DAY;
const aWeek = /^Grant Premium until/;

test.describe("a comp is running for three more days", () => {
  const running = () => runningComp(3);

  test("adding a week counts from its end and stays in its chain", async ({ as }) => {
    const comp = running();
    const customer = await seedCustomer({ transactions: [comp] });
    const page = await as("agent");
    const sheet = await openGrant(page, customer);
    await expect(sheet.getByRole("radio", { name: "Add time" })).toBeChecked();
    await sheet.getByLabel("Reason").selectOption("Courtesy");
    await sheet.getByRole("button", { name: aWeek }).click();
    await expect(toastOn(page, "Granted.")).toBeVisible();
    const { body } = await theWriteAbout(customer);
    const end = "expires_at" in comp ? daysAfter(String(comp.expires_at), 7) : Number.NaN;
    expect(Math.abs(Date.parse(String(body.expires_at)) - end)).toBeLessThan(1000);
    expect(body.store_original_transaction_id).toBe(comp.store_transaction_id);
    expect(body.store_transaction_id).not.toBe(comp.store_transaction_id);
    expect(body.store_transaction_id).toMatch(/^comp_/);
    await expect(verdictOn(page)).toContainText(sayInstant(end));
    expect((await readProfile(customer)).subscriptions).toHaveLength(2);
  });

  test("replacing counts a week from now", async ({ as }) => {
    const customer = await seedCustomer({ transactions: [running()] });
    const page = await as("agent");
    const sheet = await openGrant(page, customer);
    await sheet.getByText("Replace", { exact: true }).click();
    await sheet.getByLabel("Reason").selectOption("Courtesy");
    await sheet.getByRole("button", { name: aWeek }).click();
    await expect(toastOn(page, "Granted.")).toBeVisible();
    const { body } = await theWriteAbout(customer);
    expect(Date.parse(String(body.expires_at))).toBe(daysAfter(String(body.purchased_at), 7));
    await expect(verdictOn(page)).toContainText(sayInstant(String(body.expires_at)));
  });

  test("setting the end takes the date as it is", async ({ as }) => {
    const customer = await seedCustomer({ transactions: [running()] });
    const page = await as("agent");
    const sheet = await openGrant(page, customer);
    await sheet.getByText("Set the end", { exact: true }).click();
    const typed = wallClock(daysFromNow(20));
    await sheet.getByLabel("Until", { exact: true }).fill(typed);
    await sheet.getByLabel("Reason").selectOption("Courtesy");
    await sheet.getByRole("button", { name: `Grant Premium until ${sayDay(`${typed}Z`)}` }).click();
    await expect(toastOn(page, "Granted.")).toBeVisible();
    const { body } = await theWriteAbout(customer);
    expect(Date.parse(String(body.expires_at))).toBe(Date.parse(`${typed}Z`));
    await expect(verdictOn(page)).toContainText(sayInstant(`${typed}Z`));
  });

  test("an earlier end is called shortening, and corrects the comp itself", async ({ as }) => {
    const comp = running();
    const customer = await seedCustomer({ transactions: [comp] });
    const page = await as("agent");
    const sheet = await openGrant(page, customer);
    await sheet.getByText("Until…", { exact: true }).click();
    const typed = wallClock(daysFromNow(1));
    await sheet.getByLabel("Until", { exact: true }).fill(typed);
    await expect(sheet.getByText("This shortens the access")).toBeVisible();
    await sheet.getByLabel("Reason").selectOption("Courtesy");
    await sheet.getByRole("button", { name: `Shorten Premium to ${sayDay(`${typed}Z`)}` }).click();
    await expect(toastOn(page, "Shortened.")).toContainText(
      `Adapty confirms: Premium until ${sayInstant(`${typed}Z`)}`,
    );
    const { path, body } = await theWriteAbout(customer);
    expect(path).toBe(WRITE_PATHS.set);
    expect(body).toMatchObject({
      store_transaction_id: comp.store_transaction_id,
      cancellation_reason: "cancelled_by_developer",
    });
    expect(Date.parse(String(body.expires_at))).toBe(Date.parse(`${typed}Z`));
    await expect(verdictOn(page)).toContainText(`Premium: yes, until ${sayInstant(`${typed}Z`)}`);
  });
});

test("access without a transaction is shortened by a revoke", async ({ as }) => {
  const customer = await seedCustomer({ grants: [{ access_level_id: "premium", expires_at: daysFromNow(60) }] });
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByText("Replace", { exact: true }).click();
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: /^Shorten Premium to/ }).click();
  await expect(toastOn(page, "Shortened.")).toBeVisible();
  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.revoke);
  expect(Math.abs(Date.parse(String(body.revoke_at)) - Date.parse(daysFromNow(7)))).toBeLessThan(600_000);
  await expect(verdictOn(page)).toContainText(`Premium: yes, until ${sayInstant(String(body.revoke_at))}`);
});

test("a running paid period warns, and the comp can wait for its end", async ({ as }) => {
  const paid = paidMonth("41000000000001", -10);
  const customer = await seedCustomer({ transactions: [paid] });
  const paidEnd = Date.parse(daysFromNow(20));
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await expect(sheet.getByText("A paid period is running")).toBeVisible();
  await expect(sheet.getByText(/it does not stop the store from charging/)).toBeVisible();
  await sheet.getByRole("button", { name: "Start when the paid period ends" }).click();
  await expect(sheet.getByText("Starts when the paid period ends")).toBeVisible();
  await sheet.getByLabel("Reason").selectOption("Billing error");
  await sheet.getByRole("button", { name: aWeek }).click();
  await expect(toastOn(page, "Accepted, but not seen yet")).toContainText("the comp is to take over on");
  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.grant);
  const startsAt = Date.parse(String(body.starts_at));
  expect(Math.abs(startsAt - paidEnd)).toBeLessThan(60_000);
  expect("expires_at" in paid && Math.abs(startsAt - Date.parse(String(paid.expires_at)))).toBeLessThan(1000);
  expect(Date.parse(String(body.expires_at))).toBe(startsAt + 7 * DAY);
  await expect(verdictOn(page)).toContainText(`until ${sayInstant(startsAt)}`);
  await expect(verdictOn(page)).toContainText(`from here is to take over ${sayInstant(startsAt)}`);
});

test("a customer who only ever tested is called out", async ({ as }) => {
  const customer = await seedCustomer({
    transactions: [paidMonth("41000000000010", -40, { environment: "Sandbox", renew_status: false })],
  });
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await expect(sheet.getByText("Sandbox only", { exact: true })).toBeVisible();
  await expect(sheet.getByText("Everything this customer bought was a test.")).toBeVisible();
});

test("a second comp says when the first was given, by whom and why", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await expect(sheet.getByText(/Already .* from here in 60 days/)).toHaveCount(0);
  await sheet.getByLabel("Reason").selectOption("Outage or bug");
  await sheet.getByRole("button", { name: aWeek }).click();
  await expect(toastOn(page, "Granted.")).toBeVisible();
  await page.getByRole("button", { name: "Extend Premium" }).click();
  const second = page.getByRole("dialog", { name: `Grant Premium to ${customer.customerUserId}` });
  await expect(second.getByText("Already one comp from here in 60 days")).toBeVisible();
  await expect(second.getByText(`by ${AGENT}, outage or bug.`)).toBeVisible();
});
