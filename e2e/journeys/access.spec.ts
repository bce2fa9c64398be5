import { readProfile, seedCustomer } from "../fixtures/emulator";
import { seedFull } from "../fixtures/full-customer";
import { tabTo } from "../fixtures/keyboard";
import { findBox } from "../fixtures/screens";
import { expect, test } from "../fixtures/test";

test("the daily job is done by keyboard alone, from sign-in to a granted comp", async ({ page }) => {
  const customer = await seedCustomer();
  await page.goto("/");
  await tabTo(page, page.getByRole("button", { name: /\(agent\)/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Find a customer" })).toBeVisible();

  const box = page.getByLabel(findBox);
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(box).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type(customer.customerUserId);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(customer.customerUserId);

  const opener = page.getByRole("button", { name: "Grant access" });
  await tabTo(page, opener);
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  await expect(sheet).toBeVisible();
  await expect(sheet.locator(":focus")).toHaveCount(1);

  const reason = sheet.getByLabel("Reason");
  await tabTo(page, reason);
  await page.keyboard.type("Courtesy");
  await expect(reason).toHaveValue("COURTESY");
  await tabTo(page, sheet.getByLabel("Note"));
  await page.keyboard.type("Waited two days for an answer");
  await tabTo(page, sheet.getByRole("button", { name: /^Grant Premium until/ }));
  await page.keyboard.press("Enter");

  await expect(page.getByText(/Adapty confirms/)).toBeVisible();
  await expect(sheet).toHaveCount(0);
  await expect(opener).toBeFocused();
  expect((await readProfile(customer)).access_levels).toHaveLength(1);
});

test("the first stop of a page skips to what it is about", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("viewer");
  await page.goto(customer.path);
  const skip = page.getByRole("link", { name: "Skip to the page" });
  await tabTo(page, skip);
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await page.getByRole("main").locator(":focus").count()).toBe(1);
});

test("Escape closes an untouched sheet, asks before it drops what was typed, and gives the focus back", async ({
  as,
}) => {
  const customer = await seedFull();
  const page = await as("lead");
  await page.goto(customer.path);
  const sheet = page.getByRole("dialog");
  for (const name of ["Edit profile", "Enter transaction", "Grant access", "End Sports"]) {
    const opener = page.getByRole("button", { name, exact: true });
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(sheet).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
    await expect(opener, name).toBeFocused();
  }

  const opener = page.getByRole("button", { name: "Grant access" });
  await page.keyboard.press("Shift+Tab");
  await opener.focus();
  await page.keyboard.press("Enter");
  await tabTo(page, sheet.getByLabel("Note"));
  await page.keyboard.type("half a thought");
  await page.keyboard.press("Escape");
  const keep = sheet.getByRole("button", { name: "Keep editing" });
  await expect(keep).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(sheet.getByLabel("Note")).toHaveValue("half a thought");
  await page.keyboard.press("Escape");
  await tabTo(page, sheet.getByRole("button", { name: "Discard it" }));
  await page.keyboard.press("Enter");
  await expect(sheet).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("Tab never leaves an open sheet for the page behind it", async ({ as }) => {
  const page = await as("agent");
  await page.goto((await seedCustomer()).path);
  await page.getByRole("button", { name: "Grant access" }).press("Enter");
  const sheet = page.getByRole("dialog");
  await expect(sheet).toBeVisible();
  const close = sheet.getByRole("button", { name: "Close" });
  await tabTo(page, close, "Shift+Tab");
  for (let stop = 0; stop < 30; stop++) {
    await page.keyboard.press("Tab");
    const where = await page.evaluate(() => document.activeElement?.closest("dialog, body")?.tagName);
    const onPage = await page.locator(":focus").count();
    expect(where === "DIALOG" || onPage === 0, "the focus is in the sheet, or in the browser's own bar").toBe(true);
  }
});

test("every stop of a full customer page shows the focus and has a name", async ({ as }) => {
  const page = await as("lead");
  await page.goto((await seedFull()).path);
  const last = page.getByRole("complementary", { name: "Details" }).getByRole("button").last();
  await tabTo(page, last);
  const unnamed = await page
    .locator("main :is(a, button, input, select, [tabindex='0'])")
    .evaluateAll((stops) =>
      stops
        .filter(
          (stop) => !(stop.getAttribute("aria-label") || stop.getAttribute("aria-labelledby") || stop.textContent),
        )
        .map((stop) => stop.outerHTML.slice(0, 80)),
    );
  expect(unnamed).toEqual([]);
});
