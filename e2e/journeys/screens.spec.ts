import { expectNothingFound } from "../fixtures/axe";
import { expectNoFaults } from "../fixtures/faults";
import { screens } from "../fixtures/screens";
import { sheets } from "../fixtures/sheets";
import { expect, test } from "../fixtures/test";

// 640 is also what 1280 becomes when zoomed to 200 %.
const WIDTHS = [320, 360, 640, 768, 1280, 1920];

for (const { name, role, open } of screens) {
  test(`axe finds nothing on ${name}, and it fits into every width`, async ({ as }) => {
    const page = await as(role);
    await open(page);
    await expectNothingFound(page, "html");
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await expectNoFaults(page, "body", `at ${width} px`);
    }
  });
}

for (const { name, role, open, fail } of sheets) {
  test(`axe finds nothing on ${name}, and it fits into every width, as it opens and with errors`, async ({ as }) => {
    test.slow();
    const page = await as(role);
    await open(page);
    const opened = page.viewportSize();
    for (const state of ["open", "with errors"]) {
      if (state === "with errors") await fail(page);
      await test.step(state, () => expectNothingFound(page, "dialog"));
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await expectNoFaults(page, "dialog", `${state} at ${width} px`);
        const bottom = await page.getByRole("dialog").getByRole("button").last().boundingBox();
        const end = (bottom?.y ?? Infinity) + (bottom?.height ?? 0);
        expect.soft(end, `${state} at ${width} px the deciding button is in sight`).toBeLessThanOrEqual(800);
      }
      if (opened) await page.setViewportSize(opened);
    }
  });
}
