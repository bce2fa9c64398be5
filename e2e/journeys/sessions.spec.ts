import { toastOn } from "../fixtures/comps";
import { tabTo } from "../fixtures/keyboard";
import { accountOf, addPerson, newPerson, openTeam, signInByPassword } from "../fixtures/team";
import { expect, test } from "../fixtures/test";

test("an admin sees where a colleague is signed in and ends it", async ({ as }) => {
  const person = newPerson("agent");
  const [admin, first, second] = [await as("admin"), await as(null), await as(null)];
  await addPerson(admin, first, person);
  await signInByPassword(second, person);
  await expect(second.getByRole("heading", { name: "Find a customer" })).toBeVisible();

  await openTeam(admin);
  await accountOf(admin, person).getByRole("button", { name: "2 sessions" }).click();
  const sheet = admin.getByRole("dialog", { name: `Sessions of ${person.name}` });
  await expect(sheet.getByRole("listitem")).toHaveCount(2);
  await expect(sheet.getByText("Chrome on Linux")).toHaveCount(2);
  await sheet.getByRole("button", { name: "End the session in Chrome on Linux" }).first().click();
  await expect(toastOn(admin, "Ended.")).toBeVisible();
  await expect(sheet.getByRole("listitem")).toHaveCount(1);
  await sheet.getByRole("button", { name: "End all sessions" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(accountOf(admin, person)).toContainText("Signed out");
  for (const page of [first, second]) {
    await page.goto("/");
    await expect(page).toHaveURL("/sign-in");
  }
  await signInByPassword(first, person);
  await expect(first.getByRole("heading", { name: "Find a customer" })).toBeVisible();
});

test("everybody sees their own sessions and ends the others, by keyboard alone", async ({ as }) => {
  const person = newPerson("viewer");
  const [admin, here, there] = [await as("admin"), await as(null), await as(null)];
  await addPerson(admin, here, person);
  await signInByPassword(there, person);
  await expect(there.getByRole("heading", { name: "Find a customer" })).toBeVisible();

  await here.goto("/settings");
  await tabTo(here, here.getByRole("link", { name: "Your account" }));
  await here.keyboard.press("Enter");
  const sessions = here.getByRole("region", { name: "Your sessions" });
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await expect(sessions.getByRole("listitem").filter({ hasText: "this one" })).toHaveCount(1);
  await tabTo(here, sessions.getByRole("button", { name: "End all but this one" }));
  await here.keyboard.press("Enter");
  await expect(toastOn(here, "Ended.")).toContainText("You are signed in here alone.");
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await there.goto("/");
  await expect(there).toHaveURL("/sign-in");
  await here.reload();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
});
