import { type Browser, chromium, type Page } from "@playwright/test";
import { browserArgs, findBrowser } from "../browser";

type Visit = { url: string; cookie?: string; throttle?: number };

export async function withBrowser<Result>(work: (browser: Browser) => Promise<Result>): Promise<Result> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** A page that has nothing cached, on a CPU slowed down `throttle` times; closed when `work` is done. */
export async function withColdPage<Result>(browser: Browser, visit: Visit, work: (page: Page) => Promise<Result>) {
  const { url, cookie, throttle = 1 } = visit;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    for (const pair of cookie?.split("; ") ?? []) {
      const [name = "", ...value] = pair.split("=");
      await context.addCookies([{ name, value: value.join("="), url: new URL(url).origin }]);
    }
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    return await work(page);
  } finally {
    await context.close();
  }
}
