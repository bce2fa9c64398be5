import { join } from "node:path";
import Database from "libsql";
import { expectNothingFound } from "../fixtures/axe";
import { expectNoFaults } from "../fixtures/faults";
import { createOwnConsole } from "../fixtures/own-console";
import { expect, test } from "../fixtures/test";

test("while the database cannot be used every page says so, and opens by itself once it can", async ({ page }) => {
  const console = await createOwnConsole();
  const { url, stop, ended } = await console.start();
  const database = new Database(join(console.folder, "console.db"));
  /** Takes a table out of the database, or puts it back, as another program might. */
  const rename = (from: string, to: string) =>
    database.exec(`pragma busy_timeout = 10000; pragma legacy_alter_table = on; alter table ${from} rename to ${to}`);
  const signIn = { form: { role: "lead" }, headers: { origin: url }, maxRedirects: 0 };
  expect((await page.request.post(`${url}/api/auth/practice`, signIn)).status()).toBe(303);

  rename("operation", "operation_away");
  await page.goto(`${url}/settings`);
  await expect(page.getByText("The console cannot use its database just now")).toBeVisible();
  await expect(page.getByText("Opening this page sent nothing and changed nothing.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expectNothingFound(page, "html");
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoFaults(page, "body", `at ${width} px`);
  }
  rename("operation_away", "operation");
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible({ timeout: 30_000 });
  database.close();
  stop("SIGTERM");
  expect(await ended).toMatchObject({ code: 0 });
});
