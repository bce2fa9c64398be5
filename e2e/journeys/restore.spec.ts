import { join } from "node:path";
import { callsAbout, plan, readProfile, seedCustomer, writesAbout } from "../fixtures/emulator";
import { createOwnConsole, grantComp } from "../fixtures/own-console";
import { expect, test } from "../fixtures/test";

test("after a restore nothing is sent before what was under way in the backup is looked for, and every page says so", async ({
  page,
}) => {
  const console = await createOwnConsole();
  const backup = join(console.folder, "backup.db");
  const first = await console.start();
  const customer = await seedCustomer();
  await plan(customer, { mode: "delay", delayMs: 60_000, when: "after" }, { method: "POST" });
  const lost = await grantComp(first, customer);
  await expect.poll(async () => (await callsAbout(customer)).some(({ method }) => method === "POST")).toBe(true);

  expect(console.run("backup", backup)).toMatchObject({ status: 0, said: expect.stringContaining("found whole") });
  expect(console.run("backup", backup)).toMatchObject({ status: 1, said: expect.stringContaining("not overwritten") });
  const refused = expect.stringMatching(/^Nothing was restored: a console is running on this database/);
  expect(console.run("restore", backup)).toMatchObject({ status: 1, said: refused });
  first.stop("SIGKILL");
  await first.ended;
  const restored = console.run("restore", backup);
  expect(restored).toMatchObject({ status: 0, said: expect.stringContaining("Start the console now.") });

  const second = await console.start();
  await page.request.post(`${second.url}/api/auth/practice`, {
    form: { role: "lead" },
    headers: { origin: second.url },
    maxRedirects: 0,
  });
  await page.goto(second.url);
  const strip = page.getByRole("status").filter({ hasText: "Restored from a backup" });
  await expect(strip).toContainText(
    "nothing can be sent to Adapty until one write that was under way then is looked for",
  );
  const other = await seedCustomer();
  expect(await (await grantComp(second, other)).said).toMatch(
    /Nothing was sent: this console was restored from a backup/,
  );
  expect(await writesAbout(other)).toEqual([]);

  await expect(strip).toHaveCount(0, { timeout: 60_000 });
  expect(console.readOperation(lost.operationId)).toMatchObject({ state: "applied" });
  const held = (await readProfile(customer)).subscriptions as { store_transaction_id: string }[];
  expect(held.filter(({ store_transaction_id: id }) => id === lost.transactionId)).toHaveLength(1);
  expect(await writesAbout(customer)).toHaveLength(1);
  expect(await (await grantComp(second, other)).said).toContain('"ok":true');
  second.stop("SIGTERM");
  expect(await second.ended).toMatchObject({ code: 0 });
});
