import { openEditSheet } from "../fixtures/edit-sheet";
import { plan, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/live";
import { createFirstAdmin } from "../fixtures/live-admin";
import { pathOf } from "../fixtures/live-wire";
import { rowOf } from "../fixtures/queue";

test("a queue that was opened empty shows what is under way by itself, in words of its own, and what is not confirmed then", async ({
  live,
  page,
}) => {
  await createFirstAdmin(page, await live.setUpLink());
  const customer = await seedCustomer();
  const queue = await page.context().newPage();
  await queue.clock.install();
  await queue.goto(`${live.url}/queue`);
  await expect(queue.getByText("Nothing is open")).toBeVisible();

  await plan(customer, { mode: "hold", when: "before" }, { method: "PATCH" });
  const edit = await openEditSheet(page, { ...customer, path: `${live.url}${pathOf(customer)}` });
  await edit.set("E-mail", "jane@new.example");
  await edit.reviewAndSave();
  const row = rowOf(queue, customer);
  await queue.bringToFront();
  await expect(async () => {
    await queue.clock.runFor(11_000);
    await expect(row).toContainText("Under way", { timeout: 1_000 });
  }).toPass();
  await expect(row).not.toContainText("Not confirmed yet");
  await expect(async () => {
    await queue.clock.runFor(11_000);
    await expect(row).toContainText("Not confirmed yet", { timeout: 1_000 });
  }).toPass();
});
