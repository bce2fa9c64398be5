import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { createFirstAdmin, firstAdmin } from "../fixtures/live-admin";
import { expect, signInThere, test } from "../fixtures/sso";
import { closeLink, makeLink, newPerson, openTeam } from "../fixtures/team";

const run = promisify(execFile);
const rail = (page: Page) => page.getByRole("complementary", { name: "Console" });
const ssoButton = (page: Page) => page.getByRole("button", { name: "Sign in with Acme SSO" });
const failure = (page: Page) => page.getByRole("alert").filter({ hasText: "That did not work" });
const signOut = (page: Page) => page.getByRole("button", { name: "Sign out" }).click();
const zoe = { email: "zoe@acme.test", email_verified: true, name: "Zoë" };

test("the set-up link makes the first admin by single sign-on; then who is new comes in as a viewer, where they wanted to go", async ({
  live,
  provider,
  page,
  browser,
}) => {
  provider.people.set("ada", { ...zoe, email: "ada@acme.test", name: "Ada" }).set("zoe", zoe);
  await page.goto(`${live.url}/sign-in`);
  await ssoButton(page).click();
  await signInThere(page, "ada");
  await expect(failure(page)).toContainText("This console has no admin yet");
  await page.goto(await live.setUpLink());
  await page.getByRole("button", { name: "Create the admin with Acme SSO" }).click();
  await expect(rail(page)).toContainText("ada@acme.test");
  await expect(rail(page).getByText("admin", { exact: true })).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await other.goto(`${live.url}/settings?tab=1`);
  await ssoButton(other).press("Enter");
  await signInThere(other, "zoe");
  await expect(other).toHaveURL(`${live.url}/settings?tab=1`);
  await expect(rail(other)).toContainText("zoe@acme.test");
  await expect(rail(other).getByText("viewer", { exact: true })).toBeVisible();
  await other.context().close();
});

test("an account with a password is not taken over, but connected by its owner, and signs in by both from then on", async ({
  live,
  provider,
  page,
}) => {
  provider.people.set("ada-1", { ...zoe, email: firstAdmin.email });
  await createFirstAdmin(page, await live.setUpLink());
  await signOut(page);
  await ssoButton(page).click();
  await signInThere(page, "ada-1");
  await expect(failure(page)).toContainText("An account of this console has your e-mail already");
  await page.getByLabel("E-mail").fill(firstAdmin.email);
  await page.getByLabel("Password").fill(firstAdmin.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(rail(page)).toContainText(firstAdmin.email);
  await page.goto(`${live.url}/account`);
  await page.getByRole("button", { name: "Connect Acme SSO" }).click();
  await expect(page.getByText("Connected with Acme SSO since")).toBeVisible();
  await signOut(page);
  await ssoButton(page).click();
  await expect(rail(page)).toContainText(firstAdmin.email);
  await page.goto(`${live.url}/account`);
  await page.getByRole("button", { name: "Disconnect Acme SSO" }).click();
  // The provider had remembered them, so that to have signed in there proves nothing yet.
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await dialog.getByLabel("Your password").fill(firstAdmin.password);
  await dialog.getByRole("button", { name: "Confirm and go on" }).click();
  await expect(page.getByText("Not connected.")).toBeVisible();
});

test("the provider being down is said in words", async ({ live, provider, page }) => {
  await provider.stop();
  await page.goto(`${live.url}/sign-in?next=/settings`);
  await ssoButton(page).click();
  await expect(page).toHaveURL(`${live.url}/sign-in?next=%2Fsettings&error=sso_down`);
  await expect(failure(page)).toContainText("Acme SSO did not answer in time");
});

test.describe("as the only way in", () => {
  test.use({ ssoEnv: { OIDC_ONLY: "true", OIDC_DEFAULT_ROLE: "none" } });

  test("no password is shown or taken, but that of an account that was recovered on the server", async ({
    live,
    provider,
    page,
    request,
    browser,
  }) => {
    const invited = newPerson("agent");
    provider.people
      .set("ada", { ...zoe, email: "ada@acme.test" })
      .set("eve", { ...zoe, email: "eve@acme.test" })
      .set("zoe", { ...zoe, email: invited.email, name: invited.name });
    const link = await live.setUpLink();
    await page.goto(link);
    await expect(page.getByLabel("Password")).toHaveCount(0);
    await page.getByRole("button", { name: "Create the admin with Acme SSO" }).click();
    await signInThere(page, "ada");
    await expect(rail(page)).toContainText("ada@acme.test");
    await openTeam(page, live.url);
    await makeLink(page, invited);
    await closeLink(page);
    const colleague = await (await browser.newContext()).newPage();
    await colleague.goto(`${live.url}/sign-in`);
    await ssoButton(colleague).click();
    await signInThere(colleague, "zoe");
    await expect(rail(colleague).getByText("agent", { exact: true })).toBeVisible();
    await colleague.context().close();
    await openTeam(page, live.url);
    const renew = page.getByRole("button", { name: `New password for ${invited.name}` });
    await expect(renew).toHaveAccessibleDescription(
      "This console takes no passwords: everybody signs in by single sign-on.",
    );
    await signOut(page);
    await expect(page.getByLabel("Password")).toHaveCount(0);
    await expect(ssoButton(page)).toBeVisible();
    const post = async (path: string, form: Record<string, string>) => {
      const headers = { origin: live.url };
      const answer = await request.post(`${live.url}/api/auth/${path}`, { form, headers, maxRedirects: 0 });
      return answer.headers().location;
    };
    const ada = { email: "ada@acme.test", password: "four words that differ" };
    for (const path of ["sign-in", "join", "set-up"]) expect(await post(path, ada), path).toContain("error=sso_only");

    const node = ["--conditions=react-server", "--import", "tsx", "lib/run/recover-account.ts", ada.email];
    const { stdout } = await run(process.execPath, node, {
      cwd: join(import.meta.dirname, "..", ".."),
      env: live.env,
    });
    await page.goto(/http\S+\/new-password\?token=\S+/.exec(stdout)?.[0] ?? "");
    await page.getByLabel("Password").fill(ada.password);
    await page.getByRole("button", { name: "Set the new password" }).click();
    await expect(page.getByText("Your new password is set")).toBeVisible();
    expect(await post("sign-in", { ...ada, email: "eve@acme.test" })).toContain("error=refused");
    await page.getByLabel("E-mail").fill(ada.email);
    await page.getByLabel("Password").fill(ada.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(rail(page)).toContainText(ada.email);

    const stranger = await browser.newContext();
    const other = await stranger.newPage();
    await other.goto(`${live.url}/sign-in`);
    await ssoButton(other).click();
    await signInThere(other, "eve");
    await expect(failure(other)).toContainText("Nobody has invited you");
    await stranger.close();
  });
});
