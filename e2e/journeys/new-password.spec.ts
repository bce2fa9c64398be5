import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { canary } from "../fixtures/canary";
import { toastOn } from "../fixtures/comps";
import { expect as expectLive, test as testLive } from "../fixtures/live";
import { createFirstAdmin, firstAdmin } from "../fixtures/live-admin";
import { accountOf, addPerson, newPerson, PASSWORD, signInByPassword } from "../fixtures/team";
import { expect, test } from "../fixtures/test";

const NEW_PASSWORD = "another horse entirely";

test("who forgot their password gets a link from an admin, and is then signed out everywhere", async ({ as }) => {
  const person = newPerson("agent");
  const [admin, page, stranger] = [await as("admin"), await as(null), await as(null)];
  await addPerson(admin, page, person);
  await accountOf(admin, person)
    .getByRole("button", { name: `New password for ${person.name}` })
    .click();
  await admin.getByRole("button", { name: "Make a new-password link" }).click();
  const ready = admin.getByRole("dialog", { name: "The link is ready" });
  const link = (await ready.getByText(/\/new-password\?token=/).textContent()) ?? "";
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Find a customer" })).toBeVisible();

  await stranger.goto(link);
  await expect(stranger.getByLabel("E-mail")).toHaveValue(person.email);
  await stranger.getByLabel("Password").fill(NEW_PASSWORD);
  await stranger.getByRole("button", { name: "Set the new password" }).click();
  await expect(stranger.getByText("Your new password is set")).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL("/sign-in");

  await signInByPassword(page, person);
  await expect(page.getByText("This e-mail and password do not match.")).toBeVisible();
  await signInByPassword(page, person, NEW_PASSWORD);
  await expect(page.getByRole("heading", { name: "Find a customer" })).toBeVisible();
  await stranger.goto(link);
  await expect(stranger.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
});

test("everybody changes their own password, which asks for the present one and ends the other sessions", async ({
  as,
}) => {
  const person = newPerson("viewer");
  const [admin, here, there] = [await as("admin"), await as(null), await as(null)];
  await addPerson(admin, here, person);
  await signInByPassword(there, person);
  await expect(there.getByRole("heading", { name: "Find a customer" })).toBeVisible();

  await here.goto("/account");
  await here.getByLabel("Present password").fill("not my password");
  await here.getByLabel("New password").fill(NEW_PASSWORD);
  await here.getByRole("button", { name: "Change password" }).click();
  await expect(here.getByText("This is not your present password.")).toBeVisible();
  await expect(here.getByLabel("New password")).toHaveValue(NEW_PASSWORD);
  await here.getByLabel("Present password").fill(PASSWORD);
  await here.getByRole("button", { name: "Change password" }).click();
  await expect(toastOn(here, "Password changed.")).toBeVisible();
  await here.reload();
  await expect(here.getByRole("region", { name: "Your sessions" }).getByRole("listitem")).toHaveCount(1);
  await there.goto("/");
  await expect(there).toHaveURL("/sign-in");
  await signInByPassword(there, person, NEW_PASSWORD);
  await expect(there.getByRole("heading", { name: "Find a customer" })).toBeVisible();
});

testLive("the only admin of a live console gets a link from the server's command line", async ({ live, page }) => {
  await createFirstAdmin(page, await live.setUpLink());
  const recover = (email: string) =>
    spawnSync("npm", ["run", "--silent", "account:recover", "--", email], {
      cwd: join(import.meta.dirname, "..", ".."),
      encoding: "utf8",
      env: { ...process.env, ...canary, PUBLIC_URL: live.url, DATABASE_URL: `file:${live.file}` },
    });
  const unknown = recover("nobody@example.com");
  expectLive([unknown.status, unknown.stdout]).toEqual([1, ""]);
  expectLive(unknown.stderr).toContain("No link was made. No account has the e-mail nobody@example.com.");

  const { stdout } = recover(firstAdmin.email);
  const link = /http\S+\/new-password\?token=\S+/.exec(stdout)?.[0] ?? "";
  await page.goto(link);
  await page.getByLabel("Password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await page.getByLabel("E-mail").fill(firstAdmin.email);
  await page.getByLabel("Password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expectLive(page.getByRole("heading", { name: "Find a customer" })).toBeVisible();
});
