import { doneFromHere, openGrant, toastOn } from "../fixtures/comps";
import { readProfile, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

test("what is sent while the browser is offline is not called failed, goes out by nobody's hand, and counts once", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await page.context().setOffline(true);
  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  const notice = sheet.getByRole("status").filter({ hasText: "Not confirmed yet: checking" });
  await expect(notice).toContainText("The console did not answer, so it is not known whether this was sent.");
  await page.context().setOffline(false);

  // The page may look meanwhile, but sends nothing.
  const looked = page.waitForResponse((response) => Boolean(response.request().headers()["next-action"]));
  await notice.getByRole("button", { name: "Check now" }).click();
  await looked;
  await expect(notice).toBeVisible();
  expect(await writesAbout(customer)).toEqual([]);

  await notice.getByRole("button", { name: "Send the same again" }).click();
  await expect(toastOn(page, "Granted.")).toBeVisible();
  expect(await writesAbout(customer)).toHaveLength(1);
  expect((await readProfile(customer)).subscriptions).toHaveLength(1);
  await expect(doneFromHere(page).getByRole("listitem")).toHaveCount(1);
});
