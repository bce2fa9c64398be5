import type { Page } from "@playwright/test";
import { ageSession } from "../fixtures/age-session";
import { proveFactor } from "../fixtures/authenticator";
import { createFirstAdmin, firstAdmin } from "../fixtures/live-admin";
import { expect, signInThere, test } from "../fixtures/sso";
import { fillInvitation, newPerson, openTeam } from "../fixtures/team";

const ssoButton = (page: Page) => page.getByRole("button", { name: "Sign in with Acme SSO" });
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

test("who signed out under an open form signs in again in a new tab, which says when that is somebody else", async ({
  live,
  provider,
  page,
}) => {
  provider.people.set("zoe", zoe);
  await createFirstAdmin(page, await live.setUpLink());
  const invited = newPerson("lead");
  await openTeam(page, live.url);
  const sheet = await fillInvitation(page, invited);
  await page.context().clearCookies({ name: "console_session" });
  await sheet.getByRole("button", { name: "Make a link for a lead" }).click();
  const signIn = async () => {
    const opened = page.context().waitForEvent("page");
    await sheet.getByRole("link", { name: "Sign in again (opens a new tab)" }).click();
    return opened;
  };
  const tab = await signIn();
  await ssoButton(tab).click();
  await signInThere(tab, "zoe");
  await expect(tab.getByRole("heading", { name: "You are somebody else now" })).toBeVisible();
  await expect(tab.getByText("zoe@acme.test")).toBeVisible();
  await page.context().clearCookies({ name: "console_session" });
  const again = await signIn();
  await again.getByLabel("E-mail").fill(firstAdmin.email);
  await again.getByLabel("Password").fill(firstAdmin.password);
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(again.getByRole("heading", { name: "You are signed in" })).toBeVisible();
  await expect(sheet.getByLabel("E-mail")).toHaveValue(invited.email);
  await sheet.getByRole("button", { name: "Make a link for a lead" }).click();
  await expect(page.getByRole("dialog", { name: "The link is ready" })).toContainText(invited.email);
});
