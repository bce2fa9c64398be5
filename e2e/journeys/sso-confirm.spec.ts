import type { Page } from "@playwright/test";
import { ageSession } from "../fixtures/age-session";
import { proveFactor } from "../fixtures/authenticator";
import { createFirstAdmin } from "../fixtures/live-admin";
import { expect, signInThere, test } from "../fixtures/sso";
import { fillInvitation, newPerson, openTeam } from "../fixtures/team";

const failure = (page: Page) => page.getByRole("alert").filter({ hasText: "That did not work" });
const zoe = { email: "zoe@acme.test", email_verified: true, name: "Zoë" };

test("an account without a password confirms that it is itself in a new tab, and what was typed is still there", async ({
  live,
  provider,
  page,
}) => {
  provider.people.set("ada", { ...zoe, email: "ada@acme.test" });
  await page.goto(await live.setUpLink());
  await page.getByRole("button", { name: "Create the admin with Acme SSO" }).click();
  await signInThere(page, "ada");
  const invited = newPerson("lead");
  await openTeam(page, live.url);
  await ageSession(page, 6, live.file);
  const sheet = await fillInvitation(page, invited);
  await sheet.getByRole("button", { name: "Make a link for a lead" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(dialog.getByLabel("Your password")).toHaveCount(0);

  const confirmAs = async (subject: string) => {
    const opened = page.context().waitForEvent("page");
    await dialog.getByRole("button", { name: "Confirm with Acme SSO" }).click();
    const tab = await opened;
    await signInThere(tab, subject);
    return tab;
  };
  const wrong = await confirmAs("somebody else");
  await expect(failure(wrong)).toContainText("is not who is signed in here");
  await wrong.close();
  await expect(dialog).toBeVisible();
  const tab = await confirmAs("ada");
  await expect(tab.getByRole("heading", { name: "Confirmed: it is you" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "The link is ready" })).toContainText(invited.email);
});

test("an account with a second factor gives a code as well when it confirms at the provider", async ({
  live,
  provider,
  page,
}) => {
  provider.people.set("ada", { ...zoe, email: "ada@acme.test" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await createFirstAdmin(page, await live.setUpLink());
  await page.goto(`${live.url}/account`);
  await page.getByRole("region", { name: "Second factor" }).getByRole("button", { name: "Turn on" }).click();
  const { app } = await proveFactor(page);
  await page.goto(`${live.url}/account`);
  await page.getByRole("button", { name: "Connect Acme SSO" }).click();
  await signInThere(page, "ada");
  await expect(page.getByText("Connected with Acme SSO since")).toBeVisible();
  const invited = newPerson("lead");
  await openTeam(page, live.url);
  await ageSession(page, 6, live.file);
  const sheet = await fillInvitation(page, invited);
  await sheet.getByRole("button", { name: "Make a link for a lead" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  const confirm = dialog.getByRole("button", { name: "Confirm with Acme SSO" });
  await expect(confirm).toHaveAccessibleDescription("Enter a code first");
  const confirmWith = async (code: string) => {
    await dialog.getByLabel("Code from your app").fill(code);
    const opened = page.context().waitForEvent("page");
    await confirm.click();
    return opened;
  };
  const wrong = await confirmWith("000000");
  await expect(failure(wrong)).toContainText("This code is not right.");
  await wrong.close();
  const tab = await confirmWith(app());
  await signInThere(tab, "ada");
  await expect(tab.getByRole("heading", { name: "Confirmed: it is you" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "The link is ready" })).toContainText(invited.email);
});

test("who signed out under an open form signs in at the provider in a small window, and nothing is sent as somebody else", async ({
  live,
  provider,
  page,
}) => {
  provider.people.set("ada", { ...zoe, email: "ada@acme.test" });
  provider.people.set("zoe", zoe);
  await page.goto(await live.setUpLink());
  await page.getByRole("button", { name: "Create the admin with Acme SSO" }).click();
  await signInThere(page, "ada");
  const invited = newPerson("lead");
  await openTeam(page, live.url);
  const sheet = await fillInvitation(page, invited);
  const send = sheet.getByRole("button", { name: "Make a link for a lead" });
  await page.context().clearCookies();
  await send.click();
  await sheet.getByRole("button", { name: "Sign in again" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  const signInAs = async (subject: string) => {
    const opened = page.context().waitForEvent("page");
    await dialog.getByRole("button", { name: "Sign in with Acme SSO" }).click();
    const small = await opened;
    await signInThere(small, subject);
  };

  await signInAs("zoe");
  await expect(dialog.getByText("You are somebody else now")).toBeVisible();
  await expect(dialog.getByText("zoe@acme.test")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await send.click();
  await expect(sheet.getByText(/opened by another account, and zoe@acme.test is signed in now/)).toBeVisible();

  await page.context().clearCookies();
  await sheet.getByRole("button", { name: "Sign in again" }).click();
  await signInAs("ada");
  await expect(dialog).toHaveCount(0);
  await expect(sheet.getByLabel("E-mail")).toHaveValue(invited.email);
  await send.click();
  // This provider does not say when they signed in, so a link asks once more.
  const confirmed = page.context().waitForEvent("page");
  await page.getByRole("button", { name: "Confirm with Acme SSO" }).click();
  await signInThere(await confirmed, "ada");
  await expect(page.getByRole("dialog", { name: "The link is ready" })).toContainText(invited.email);
});
