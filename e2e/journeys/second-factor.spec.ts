import { ageSession } from "../fixtures/age-session";
import { giveCode, giveRecoveryCode, proveFactor, turnOnFactor } from "../fixtures/authenticator";
import { expectNothingFound } from "../fixtures/axe";
import { toastOn } from "../fixtures/comps";
import { expect as expectLive, test as testLive } from "../fixtures/live";
import { createFirstAdmin, firstAdmin } from "../fixtures/live-admin";
import { accountOf, addPerson, newPerson, openTeam, PASSWORD, signInByPassword } from "../fixtures/team";
import { expect, test } from "../fixtures/test";

const start = { name: "Find a customer" };

test("turned on, it is asked for after the password and takes each code once", async ({ as }) => {
  test.slow();
  const person = newPerson("agent");
  const [admin, page] = [await as("admin"), await as(null)];
  await addPerson(admin, page, person);
  await page.goto("/account");
  const section = page.getByRole("region", { name: "Second factor" });
  await section.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("img", { name: "QR code of your second factor" })).toBeVisible();
  await expectNothingFound(page, "main");
  const { app } = await proveFactor(page);
  await expectNothingFound(page, "main");
  await section.getByRole("button", { name: "I have stored them" }).click();
  await expect(section).toContainText("10 recovery codes are left");

  await page.getByRole("button", { name: "Sign out" }).click();
  await signInByPassword(page, person);
  await expect(page.getByRole("heading", { name: "Your code" })).toBeVisible();
  const field = page.getByLabel("Code from your app");
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute("autocomplete", "one-time-code");
  await expect(field).toHaveAttribute("inputmode", "numeric");
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in?next=%2Faccount");
  await page.goto("/sign-in/code");
  await giveCode(page, "000000");
  await expect(page.getByText("This code is not right.")).toBeVisible();
  await expectNothingFound(page, "html");
  const code = app();
  await giveCode(page, ` ${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(page.getByRole("heading", start)).toBeVisible();

  await page.getByRole("button", { name: "Sign out" }).click();
  await signInByPassword(page, person);
  await giveCode(page, code);
  await expect(page.getByText("This code was used already")).toBeVisible();
});

test("a recovery code stands in for the phone, once", async ({ as }) => {
  const person = newPerson("agent");
  const [admin, page] = [await as("admin"), await as(null)];
  await addPerson(admin, page, person);
  const { codes, section } = await turnOnFactor(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await signInByPassword(page, person);
  await giveRecoveryCode(page, codes[0]);
  await expect(page.getByText("You signed in with a recovery code")).toBeVisible();
  await expect(page.getByText("It works no more: 9 are left.")).toBeVisible();
  await expect(section).toContainText("9 recovery codes are left");
  await page.getByRole("link", { name: "Go on" }).click();
  await expect(page.getByRole("heading", start)).toBeVisible();

  await page.getByRole("button", { name: "Sign out" }).click();
  await signInByPassword(page, person);
  await giveRecoveryCode(page, codes[0]);
  await expect(page.getByText("This recovery code is not right, or was used already")).toBeVisible();
  await giveCode(page, codes[1] ?? "");
  await expect(page.getByText("It works no more: 8 are left.")).toBeVisible();
  await page.goto("/account");
  await expect(section).toContainText("8 recovery codes are left");
});

test("without JavaScript the code is asked for and taken all the same", async ({ as, browser, baseURL }) => {
  const person = newPerson("viewer");
  const [admin, page] = [await as("admin"), await as(null)];
  await addPerson(admin, page, person);
  const { app } = await turnOnFactor(page);
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const bare = await plain.newPage();
  await signInByPassword(bare, person);
  await giveCode(bare, app());
  await expect(bare.getByRole("heading", start)).toBeVisible();
  await plain.close();
});

test("step-up asks for a code too, and an admin takes the factor of a colleague who lost the phone away", async ({
  as,
}) => {
  const person = newPerson("admin");
  const [admin, page] = [await as("admin"), await as(null)];
  await addPerson(admin, page, person);
  const { app, section } = await turnOnFactor(page);
  await expect(section.getByRole("button", { name: "Turn off" })).toBeVisible();

  await page.reload();
  await ageSession(page, 6);
  await section.getByRole("button", { name: "Make new recovery codes" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await dialog.getByLabel("Code from your app").fill("000000");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("This code is not right.")).toBeVisible();
  await expect(dialog.getByLabel("Code from your app")).toBeFocused();
  await page.keyboard.type(app());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);

  await openTeam(admin);
  await accountOf(admin, person)
    .getByRole("button", { name: `Second factor on for ${person.name}` })
    .click();
  await admin.getByRole("button", { name: "Remove the second factor" }).click();
  await expect(toastOn(admin, "Second factor removed.")).toBeVisible();
  await expect(accountOf(admin, person)).not.toContainText("Second factor on");
  await page.goto("/");
  await expect(page).toHaveURL("/sign-in");
  await signInByPassword(page, person);
  await expect(page.getByRole("heading", start)).toBeVisible();
});

testLive(
  "an admin who asks it of everybody sets up their own first, and then cannot turn it off",
  async ({ live, page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: live.url });
    await createFirstAdmin(page, await live.setUpLink());
    await page.goto(`${live.url}/settings`);
    await page.getByText("everybody", { exact: true }).click();
    await page.getByRole("button", { name: "Save settings" }).click();
    await expectLive(toastOn(page, "Saved.")).toBeVisible();
    await page.goto(`${live.url}/team`);
    await expectLive(page.getByRole("heading", { name: "Set up your second factor" })).toBeVisible();
    await expectLive(page).toHaveURL(/\/second-factor\?next=%2Fteam$/);
    const read = await page.request.get(`${live.url}/api/x`);
    expectLive([read.status(), (await read.json()).error.code]).toEqual([403, "factor_first"]);
    await page.getByRole("button", { name: "Set it up" }).click();
    const { app } = await proveFactor(page);
    await page.getByRole("button", { name: "I have stored them, go on" }).click();
    await expectLive(page.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
    await page.goto(`${live.url}/account`);
    await expectLive(page.getByRole("button", { name: "Turn off" })).toHaveAccessibleDescription(
      /an admin of this console asks it of your role/,
    );

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("E-mail").fill(firstAdmin.email);
    await page.getByLabel("Password").fill(firstAdmin.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await giveCode(page, app());
    await expectLive(page.getByRole("heading", start)).toBeVisible();
  },
);
