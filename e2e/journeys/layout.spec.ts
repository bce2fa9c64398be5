import type { Page } from "@playwright/test";
import { plan, seedCustomer } from "../fixtures/emulator";
import { seedFull } from "../fixtures/full-customer";
import { screens } from "../fixtures/screens";
import { sheets } from "../fixtures/sheets";
import { expect, test } from "../fixtures/test";

// 640 is also what 1280 becomes when zoomed to 200 %.
const WIDTHS = [320, 360, 640, 768, 1280, 1920];

/** Which parts stick out sideways, and which controls lie on top of each other; looked up in the page. */
function findFaults(part: string): string[] {
  const root = document.querySelector(part) ?? document.body;
  const name = (element: Element) =>
    `<${element.tagName.toLowerCase()}> ${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}`;
  const faults: string[] = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth} wide in ${page.clientWidth}`);
  const visible = [...root.querySelectorAll("*")].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest(".sr-only") &&
      (part === "dialog" || !element.closest("dialog")),
  );
  for (const element of visible) {
    const sideways = getComputedStyle(element).overflowX;
    if (sideways === "visible" || element.clientWidth <= 1 || element.closest("pre")) continue;
    if (/INPUT|SELECT|TEXTAREA/.test(element.tagName)) continue;
    if (element.scrollWidth > element.clientWidth + 1)
      faults.push(`${name(element)} hides ${element.scrollWidth - element.clientWidth} px at its side`);
  }
  const controls = visible
    .filter((element) => element.matches("button, a, input, select, textarea, summary"))
    // A link in a sentence has a box for each of its lines.
    .map((element) => ({
      element,
      boxes: [...element.getClientRects()].filter((box) => box.width > 1 && box.height > 1),
    }))
    .filter(({ element, boxes }) => boxes.length > 0 && !element.matches("[href='#main']"));
  const fixed = (element: Element) => element.closest("header.sticky, footer, #rail");
  for (const [index, one] of controls.entries()) {
    for (const other of controls.slice(index + 1)) {
      if (one.element.contains(other.element) || fixed(one.element) !== fixed(other.element)) continue;
      const overlaid = one.boxes.some((box) =>
        other.boxes.some((lower) => {
          const across = Math.min(box.right, lower.right) - Math.max(box.left, lower.left);
          const down = Math.min(box.bottom, lower.bottom) - Math.max(box.top, lower.top);
          return across > 1 && down > 1;
        }),
      );
      if (overlaid) faults.push(`${name(one.element)} lies on ${name(other.element)}`);
    }
  }
  return faults;
}

async function expectNoFaults(page: Page, part: string, doing: string) {
  expect(await page.evaluate(findFaults, part), doing).toEqual([]);
}

for (const { name, role, open } of screens) {
  test(`${name} fits into every width`, async ({ as }) => {
    const page = await as(role);
    await open(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await expectNoFaults(page, "body", `at ${width} px`);
    }
  });
}

for (const { name, role, open, fail } of sheets) {
  test(`${name} fits into every width, as it opens and with errors`, async ({ as }) => {
    test.slow();
    const page = await as(role);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page);
    for (const state of ["open", "with errors"]) {
      if (state === "with errors") await fail(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await expectNoFaults(page, "dialog", `${state} at ${width} px`);
        const bottom = await page.getByRole("dialog").getByRole("button").last().boundingBox();
        expect((bottom?.y ?? 0) + (bottom?.height ?? 0), "the deciding button is in sight").toBeLessThanOrEqual(800);
      }
    }
  });
}

test("beside the side column no table runs out of its own", async ({ as }) => {
  const page = await as("lead");
  await page.goto((await seedFull()).path);
  for (const width of [1152, 1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const side = await page.getByRole("complementary", { name: "Details" }).boundingBox();
    const tables = await page.getByRole("main").getByRole("table").all();
    expect(tables).toHaveLength(2);
    for (const table of tables) {
      const box = await table.boundingBox();
      const column = await table.locator("xpath=ancestor::section[1]").boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? Infinity), `at ${width} px`).toBeLessThanOrEqual(side?.x ?? 0);
      expect(box?.width ?? Infinity, `at ${width} px`).toBeLessThanOrEqual((column?.width ?? 0) + 0.5);
    }
  }
});

test("with reduced motion nothing ever moves, not even while waiting", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length);
  const refresh = page.getByRole("button", { name: "Refresh" });

  await page.goto(customer.path);
  await plan(customer, { mode: "delay", delayMs: 4000 }, { method: "GET" });
  await refresh.click();
  await expect.poll(moving, "without it the waiting turns").toBeGreaterThan(0);
  await expect(refresh).toHaveAttribute("aria-busy", "false");

  await page.emulateMedia({ reducedMotion: "reduce" });
  await plan(customer, { mode: "delay", delayMs: 4000 }, { method: "GET" });
  await refresh.click();
  await expect(refresh).toHaveAttribute("aria-busy", "true");
  expect(await moving()).toBe(0);
  await page.getByRole("button", { name: "Grant access" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await moving()).toBe(0);
});

const SPACED = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

test("text spaced as WCAG 1.4.12 asks is neither clipped nor overlaid", async ({ as }) => {
  const customer = await seedFull();
  const page = await as("lead");
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const path of ["/", "/settings", customer.path]) {
    await page.goto(path);
    await page.addStyleTag({ content: SPACED });
    await expectNoFaults(page, "body", path);
  }
  for (const name of ["Edit profile", "Enter transaction", "Grant access"]) {
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectNoFaults(page, "dialog", name);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});
