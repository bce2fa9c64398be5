import { readFileSync } from "node:fs";
import Database from "libsql";
import { runVerify } from "../../lib/run/run-verify.fixture";
import { expect, type LiveConsole, test } from "../fixtures/live";
import { createFirstAdmin, firstAdmin } from "../fixtures/live-admin";

/** As somebody does who can write the file. */
function breakEvent({ file }: LiveConsole, seq: number) {
  const database = new Database(file);
  try {
    database.exec("PRAGMA busy_timeout = 10000; drop trigger audit_event_update");
    database.prepare("update audit_event set changes = '{', detail = 'no JSON' where seq = ?").run(seq);
  } finally {
    database.close();
  }
}

test("an event that somebody broke in the file says so, the others are as before, and exports tell it too", async ({
  live,
  page,
}) => {
  await createFirstAdmin(page, await live.setUpLink());
  breakEvent(live, 1);
  await page.goto(`${live.url}/activity/record`);
  const rows = page.getByRole("table", { name: "Events, newest first" }).getByRole("row");
  const broken = rows.filter({ hasText: "Cannot be read" });
  await expect(broken).toHaveCount(1);
  await expect(broken).toContainText("what changed, what else was recorded cannot be read");
  await expect(broken).toContainText("npm run audit:verify tells more");
  await broken.getByText("Details of event 1").click();
  await expect(broken).toContainText("Hash before");
  const others = rows.filter({ hasText: firstAdmin.email }).filter({ hasNotText: "Cannot be read" });
  await expect(others.first()).toBeVisible();

  for (const format of ["CSV", "JSONL"] as const) {
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: format, exact: true }).click();
    const path = await (await coming).path();
    const text = readFileSync(path, "utf8");
    expect(text).toContain(format === "CSV" ? "cannot be read: npm run audit:verify tells more" : '"unreadable":[');
    if (format === "JSONL") expect(runVerify(live.env, path)).toEqual([2, expect.stringMatching(/^Altered at 1: /)]);
  }
  expect(runVerify(live.env)).toEqual([2, expect.stringMatching(/^Altered at 1: /)]);
});
