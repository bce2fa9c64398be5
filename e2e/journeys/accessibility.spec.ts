import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { screens, seedFull, sheets } from "../fixtures/screens";
import { expect, test } from "../fixtures/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TARGET_PX = 24;

/** What axe finds within `part`, one line for each element; in the dark only what colours can change. */
async function expectNothingFound(page: Page, part: string) {
  const found = async (axe: AxeBuilder) => {
    const { violations, passes } = await axe.include(part).analyze();
    expect(passes.length, "axe looked at something").toBeGreaterThan(0);
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${impact} ${id} at ${target.join(" ")}: ${failureSummary}`),
    );
  };
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
  expect(await found(new AxeBuilder({ page }).withTags(RULES)), "in the light").toEqual([]);
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "dark" });
  expect(await found(new AxeBuilder({ page }).withRules(["color-contrast"])), "in the dark").toEqual([]);
}

for (const { name, role, open } of screens) {
  test(`axe finds nothing on ${name}`, async ({ as }) => {
    const page = await as(role);
    await open(page);
    await expectNothingFound(page, "html");
  });
}

for (const { name, role, open, fail } of sheets) {
  test(`axe finds nothing on ${name}, as it opens and with errors`, async ({ as }) => {
    test.slow();
    const page = await as(role);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page);
    await expectNothingFound(page, "dialog");
    await fail(page);
    await expectNothingFound(page, "dialog");
  });
}

test("the open menu of a narrow screen is accessible", async ({ as }) => {
  const page = await as("viewer");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/settings");
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  await expectNothingFound(page, "#rail");
});

test("everything that can be pressed in a row or in the head of a customer is 24 px high and wide", async ({ as }) => {
  const customer = await seedFull();
  const page = await as("lead");
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(customer.path);
    const small = await page
      .locator("main tr :is(button, a), main header :is(button, a), main aside :is(button, a)")
      .evaluateAll((targets, least) => {
        const boxes = targets.map((target) => ({ target, box: target.getBoundingClientRect() }));
        if (boxes.length < 10) return [`only ${boxes.length} targets`];
        return boxes
          .filter(({ box }) => box.height < least || box.width < least)
          .map(({ target, box }) => `${target.textContent} ${box.width}x${box.height}`);
      }, TARGET_PX);
    expect(small, `at ${width} px`).toEqual([]);
  }
});
