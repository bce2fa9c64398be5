import { openGrant } from "../fixtures/comps";
import { plan, seedCustomer } from "../fixtures/emulator";
import { expectNoFaults } from "../fixtures/faults";
import { seedFull } from "../fixtures/full-customer";
import { expect, test } from "../fixtures/test";

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
  await page.emulateMedia({ reducedMotion: "no-preference" });
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

/** The words that stand in more than one line. Evaluated in the page. */
function findBroken(cells: Element[]): string[] {
  return cells.flatMap((cell) => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      for (const { 0: word, index } of (text.textContent ?? "").matchAll(/\p{L}+/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word);
      }
    return broken;
  });
}

test("in the lists a reason breaks between its words alone", async ({ as }) => {
  const customer = await seedCustomer();
  const agent = await as("agent");
  await plan(customer, { mode: "reset" }, { method: "POST" });
  const sheet = await openGrant(agent, customer);
  await sheet.getByLabel("Reason").selectOption("Partner or press");
  await sheet.getByLabel(/^Note/).fill("Misunderstanding about cancellation");
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  await expect(sheet).toContainText("Not confirmed yet");
  const lists = [
    [agent, "/queue"],
    [agent, "/activity"],
    [await as("auditor"), "/activity/record"],
  ] as const;
  for (const [page, path] of lists) {
    await page.goto(path);
    const row = page.getByRole("row").filter({ hasText: "Misunderstanding" }).first();
    await expect(row).toBeVisible();
    for (const width of [360, 768, 1024, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const broken = await row.locator("[data-label=Why]").evaluateAll(findBroken);
      expect(broken, `${path} at ${width} px`).toEqual([]);
    }
  }
});
