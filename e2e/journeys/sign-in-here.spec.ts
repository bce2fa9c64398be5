import type { Page } from "@playwright/test";
import { turnOnFactor } from "../fixtures/authenticator";
import { expectNothingFound } from "../fixtures/axe";
import { doneFromHere, openGrant, toastOn } from "../fixtures/comps";
import { seedCustomer, writesAbout } from "../fixtures/emulator";
import { addPerson, newPerson, PASSWORD } from "../fixtures/team";
import { expect, signIn, test } from "../fixtures/test";

const grant = /^Grant Premium until/;
const again = (page: Page) => page.getByRole("dialog", { name: "Sign in again" });

/** The operation ids that this page sends from now on. */
function collectIds(page: Page): string[] {
  const ids: string[] = [];
  page.on("request", (request) => {
    const id = request.headers()["next-action"] && /"operationId":"([^"]+)"/.exec(request.postData() ?? "")?.[1];
    if (id) ids.push(id);
  });
  return ids;
}

test("who is signed out under an open form signs in over it, with both factors, and sends the same form", async ({
  as,
}) => {
  test.slow();
  const customer = await seedCustomer();
  const person = newPerson("agent");
  const [admin, page] = [await as("admin"), await as(null)];
  await addPerson(admin, page, person);
  const { app } = await turnOnFactor(page);
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("COURTESY");
  await sheet.getByLabel(/^Note/).fill("Typed before the session ended");
  const ids = collectIds(page);
  await page.context().clearCookies({ name: "console_session" });
  await sheet.getByRole("button", { name: grant }).click();
  await expect(sheet.getByText("You are signed out, so nothing was sent.")).toBeVisible();

  await sheet.getByRole("button", { name: "Sign in again" }).click();
  const dialog = again(page);
  await expect(dialog).toContainText(person.email);
  await expectNothingFound(page, "html");
  const password = dialog.getByLabel("Password");
  const go = dialog.getByRole("button", { name: "Sign in", exact: true });
  await password.fill("not my password");
  await go.click();
  await expect(password).toHaveAccessibleDescription(/do not match/);
  await password.fill(PASSWORD);
  await go.click();
  const code = dialog.getByLabel("Code from your app");
  await code.fill("000000");
  await go.click();
  await expect(code).toHaveAccessibleDescription(/This code is not right/);
  await code.fill(app());
  await go.click();
  await expect(dialog).toHaveCount(0);
  await expect(sheet.getByText("You are signed in again. Nothing was sent yet: send it now.")).toBeVisible();
  expect(await writesAbout(customer)).toEqual([]);

  await expect(sheet.getByLabel(/^Note/)).toHaveValue("Typed before the session ended");
  await sheet.getByRole("button", { name: grant }).click();
  await expect(toastOn(page, "Granted.")).toBeVisible();
  expect(await writesAbout(customer)).toHaveLength(1);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  await expect(doneFromHere(page).getByText("Typed before the session ended")).toBeVisible();
});

test("what one person filled in is not sent as another who signed in beside it", async ({ as, baseURL }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("COURTESY");
  await signIn(page.context().request, baseURL ?? "", "lead");
  await sheet.getByRole("button", { name: grant }).click();
  await expect(sheet.getByText(/opened by another account, and lena@practice.example is signed in now/)).toBeVisible();
  expect(await writesAbout(customer)).toEqual([]);

  await sheet.getByRole("button", { name: "Sign in again" }).click();
  await again(page).getByRole("button", { name: "Continue as Alex (agent)" }).click();
  await expect(again(page)).toHaveCount(0);
  await sheet.getByRole("button", { name: grant }).click();
  await expect(toastOn(page, "Granted.")).toBeVisible();
  await expect(doneFromHere(page).getByText("alex@practice.example")).toBeVisible();
  expect(await writesAbout(customer)).toHaveLength(1);
});
