import type { Page } from "@playwright/test";

/** Runs in the page before anything else: keeps how long each click and key took until the frame that shows its effect. */
export function watchInteractions() {
  const slow: number[] = [];
  Object.assign(window, { slow });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
      if (entry.interactionId > 0) slow.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

/** The slowest interaction since the last time, in milliseconds; 16 when all were faster, for browsers tell no less. */
const takeSlowest = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { slow } = window as unknown as { slow: number[] };
    return Math.max(16, ...slow.splice(0));
  });

const sheet = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
};

async function showAll(page: Page, name: RegExp) {
  const button = page.getByRole("button", { name });
  if ((await button.count()) === 0) return;
  await button.click();
  const list = page.getByRole("region", { name: "All, scrolling" }).last();
  await list.waitFor();
  await list.click({ position: { x: 4, y: 4 } });
  for (const key of ["PageDown", "PageDown", "End", "PageUp", "Home"]) await page.keyboard.press(key);
  await list.hover();
  for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, 4000);
}

const steps: Record<string, (page: Page) => Promise<void>> = {
  "open and close Grant access": sheet("Grant access"),
  "open and close Edit profile": sheet("Edit profile"),
  "open and close Enter transaction": sheet("Enter transaction"),
  "show and fold the periods": async (page) => {
    await page
      .getByRole("button", { name: /periods, show/ })
      .first()
      .click();
    await page
      .getByRole("button", { name: /periods, fold/ })
      .first()
      .click();
  },
  "type in the search": async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("someone@example.com");
  },
  "show every period, scroll": (page) => showAll(page, /^Show every period/),
  "show all purchases, scroll": (page) => showAll(page, /^Show all/),
  "open and close Grant access again": sheet("Grant access"),
};

export const stepNames = Object.keys(steps);

/** Does everything an agent might do on a customer page; the slowest interaction of each step in milliseconds. */
export async function interact(page: Page): Promise<number[]> {
  const slowest: number[] = [];
  for (const step of Object.values(steps)) {
    await step(page);
    slowest.push(await takeSlowest(page));
  }
  return slowest;
}
