import {
  AGENT,
  doneFromHere,
  openGrant,
  readClipboard,
  sayDay,
  sayInstant,
  theWriteAbout,
  toastOn,
  verdictOn,
  WRITE_PATHS,
  wallClock,
} from "../fixtures/comps";
import { callsAbout, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const DAY = 86_400_000;
const daysAfter = (instant: string, days: number) => Date.parse(instant) + days * DAY;
const aWeek = /^Grant Premium until/;

test("a comp subscription of 7 days, from an empty form to the customer's reply", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await expect(sheet.getByRole("radio", { name: "Comp subscription" })).toBeChecked();
  await expect(sheet.getByText("Recorded as a transaction at price 0")).toBeVisible();
  await sheet.getByText(/^7 days/).click();
  const { now, after } = {
    now: sheet.getByRole("definition").first(),
    after: sheet.getByRole("definition").last(),
  };
  await expect(now).toHaveText("No access to Premium");
  await expect(after).toContainText(/Premium until .*, \d\d:\d\d UTC/);

  const grant = sheet.getByRole("button", { name: aWeek });
  await grant.click();
  const reason = sheet.getByLabel("Reason");
  await expect(reason).toHaveAccessibleDescription("Choose a reason.");
  await expect(reason).toBeFocused();
  await reason.selectOption("Other");
  await grant.click();
  const note = sheet.getByLabel("Note");
  await expect(note).toHaveAccessibleDescription("“Other” needs a note.");
  expect(await writesAbout(customer)).toEqual([]);

  await note.fill("Asked by the press team");
  await sheet.getByLabel("Ticket").fill("T-4711");
  const label = await grant.textContent();
  await grant.click();
  const toast = toastOn(page, "Granted.");
  await expect(toast).toContainText("Adapty confirms: Premium until");
  await expect(sheet).toBeHidden();

  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.set);
  expect(body).toMatchObject({
    purchase_type: "subscription",
    store: "support",
    store_product_id: "comp_premium",
    store_transaction_id: expect.stringMatching(/^comp_[a-z0-9]{8,45}$/),
    price: { value: 0 },
    renew_status: false,
  });
  expect(body.store_original_transaction_id).toBe(body.store_transaction_id);
  expect([undefined, "Production"]).toContain(body.environment);
  const expiresAt = String(body.expires_at);
  expect(Date.parse(expiresAt)).toBe(daysAfter(String(body.purchased_at), 7));
  expect(label).toBe(`Grant Premium until ${sayDay(expiresAt)}`);

  await expect(toast).toContainText(`Premium until ${sayInstant(expiresAt)}`);
  await expect(verdictOn(page)).toContainText(`Premium: yes, until ${sayInstant(expiresAt)}, from a comp`);
  const done = doneFromHere(page).getByRole("listitem");
  await expect(done).toHaveCount(1);
  for (const text of [
    "Granted a comp",
    "Other",
    "ticket T-4711",
    "Asked by the press team",
    sayInstant(expiresAt),
    AGENT,
  ])
    await expect(done).toContainText(text);
  expect((await callsAbout(customer)).map(({ method }) => method)).toEqual(["GET", "GET", "POST"]);

  await toast.getByRole("button", { name: "Copy reply" }).click();
  await expect.poll(() => readClipboard(page)).toContain(`free of charge until ${sayInstant(expiresAt)}`);
  await page.reload();
  await expect(verdictOn(page)).toContainText(`Premium: yes, until ${sayInstant(expiresAt)}, from a comp`);
});

test("access only is a grant with an absolute end, and the sheet says how it differs", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByText("Access only", { exact: true }).click();
  await expect(sheet.getByText(/^Access without a transaction: not seen in analytics/)).toBeVisible();
  await expect(sheet.getByText("Recorded as a transaction at price 0")).toBeHidden();
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  const before = Date.now();
  await sheet.getByRole("button", { name: aWeek }).click();
  await expect(toastOn(page, "Granted.")).toBeVisible();
  const { path, body } = await theWriteAbout(customer);
  expect(path).toBe(WRITE_PATHS.grant);
  expect(Object.keys(body).sort()).toEqual(["access_level_id", "expires_at"]);
  expect(body.access_level_id).toBe("premium");
  const end = Date.parse(String(body.expires_at));
  expect(Math.abs(end - 7 * DAY - before)).toBeLessThan(10 * 60_000);
  await expect(verdictOn(page)).toContainText(`Premium: yes, until ${sayInstant(end)}, from a comp`);
});

test("every length shows the day it leads to, and an end of one's own is sent as it was typed", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const before = Date.now();
  const sheet = await openGrant(page, customer);
  await expect(sheet.getByRole("radio", { name: "Until…" })).toBeVisible();
  const counted = [before, Date.now()];
  for (const days of [3, 7, 14]) {
    const shown = counted.map((from) => sayDay(from + days * DAY).replace(` ${new Date(from).getUTCFullYear()}`, ""));
    await expect(sheet.getByRole("radio", { name: new RegExp(`^${days} days → (${shown.join("|")})$`) })).toBeVisible();
  }

  await sheet.getByText("Until…", { exact: true }).click();
  const own = sheet.getByLabel("Until", { exact: true });
  await own.fill(wallClock(Date.now() - DAY));
  await expect(own).toHaveAccessibleDescription("The end must lie ahead.");
  await expect(sheet.getByRole("button", { name: "Grant Premium", exact: true })).toBeDisabled();
  const typed = `${wallClock(Date.now() + 25 * DAY).slice(0, 11)}18:30`;
  await own.fill(typed);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await sheet.getByRole("button", { name: `Grant Premium until ${sayDay(`${typed}Z`)}` }).click();
  await expect(toastOn(page, "Granted.")).toBeVisible();
  const { body } = await theWriteAbout(customer);
  expect(Date.parse(String(body.expires_at))).toBe(Date.parse(`${typed}Z`));
});

test("by keyboard alone: from the button to the toast, and back to the button", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  await page.goto(customer.path);
  const opener = page.getByRole("button", { name: "Grant access", exact: true });
  await opener.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: `Grant access to ${customer.customerUserId}` });
  await expect(sheet.getByLabel("Access level")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("radio", { name: "Comp subscription" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(sheet.getByRole("radio", { name: "Access only" })).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("radio", { name: /^7 days/ })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(sheet.getByRole("radio", { name: /^14 days/ })).toBeChecked();
  const reason = sheet.getByLabel("Reason");
  for (let stop = 0; stop < 6 && !(await reason.evaluate((it) => it === document.activeElement)); stop += 1)
    await page.keyboard.press("Tab");
  await expect(reason).toBeFocused();
  await page.keyboard.type("Cour");
  await expect(reason).toHaveValue("COURTESY");
  await page.keyboard.press("Tab");
  await page.keyboard.type("T-9");
  await page.keyboard.press("Tab");
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("button", { name: aWeek })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(toastOn(page, "Granted.")).toContainText("Adapty confirms: Premium until");
  await expect(opener).toBeFocused();
  const { body } = await theWriteAbout(customer);
  expect(body.access_level_id).toBe("premium");
});
