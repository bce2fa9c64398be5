import { expectNothingFound } from "../fixtures/axe";
import { seedFull } from "../fixtures/full-customer";
import { expect, test } from "../fixtures/test";

const TARGET_PX = 24;

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
