import type { Page } from "@playwright/test";
import type { Role } from "../../lib/auth/permissions";
import { toastOn } from "../fixtures/comps";
import { seedCustomer, writesAbout } from "../fixtures/emulator";
import { tabTo } from "../fixtures/keyboard";
import { accountOf, addPerson, followLink, giveRole, newPerson, openTeam, signInByPassword } from "../fixtures/team";
import { expect, test } from "../fixtures/test";

type As = (role: Role | null) => Promise<Page>;

/** A new agent with a filled-in grant open, and the admin who invited them. */
async function openGrant(as: As) {
  const customer = await seedCustomer();
  const person = newPerson("agent");
  const [admin, page] = [await as("admin"), await as(null)];
  await addPerson(admin, page, person);
  await page.goto(customer.path);
  await page.getByRole("button", { name: "Grant access", exact: true }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Reason").selectOption("COURTESY");
  return { customer, person, admin, page, sheet };
}

test("a new role counts in a form that is already open", async ({ as }) => {
  const { customer, person, admin, page, sheet } = await openGrant(as);

  await giveRole(admin, person, "viewer");
  await expect(toastOn(admin, "Role changed.")).toContainText(`${person.name} is a viewer`);
  await expect(accountOf(admin, person)).toContainText("viewer");

  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  await expect(sheet.getByRole("status").getByText("Your role (viewer) may not grant access.")).toBeVisible();
  expect(await writesAbout(customer)).toEqual([]);
  await page.reload();
  await expect(page.getByRole("button", { name: "Grant access", exact: true })).toHaveAccessibleDescription(
    /Your role \(viewer\) may not grant access/,
  );
});

test("disabling signs out everywhere at once, and enabling lets sign in again", async ({ as }) => {
  const { customer, person, admin, page, sheet } = await openGrant(as);

  await accountOf(admin, person)
    .getByRole("button", { name: `Disable ${person.name}` })
    .click();
  await admin.getByRole("dialog").getByRole("button", { name: "Disable and sign out" }).click();
  await expect(toastOn(admin, "Disabled.")).toBeVisible();
  await expect(accountOf(admin, person)).toContainText("Disabled");
  await expect(accountOf(admin, person)).toContainText("Signed out");

  await sheet.getByRole("button", { name: /^Grant Premium until/ }).click();
  await expect(sheet.getByText(/You are signed out, so nothing was sent/)).toBeVisible();
  expect(await writesAbout(customer)).toEqual([]);
  await page.goto("/");
  await expect(page).toHaveURL("/sign-in");
  await signInByPassword(page, person);
  await expect(page.getByRole("alert").filter({ hasText: "This account is disabled" })).toBeVisible();

  await accountOf(admin, person)
    .getByRole("button", { name: `Enable ${person.name}` })
    .click();
  await expect(toastOn(admin, "Enabled.")).toBeVisible();
  await expect(accountOf(admin, person).getByRole("button", { name: `Disable ${person.name}` })).toBeFocused();
  await signInByPassword(page, person);
  await expect(page.getByRole("heading", { name: "Find a customer" })).toBeVisible();
});

test("of two admins who change one role, the second is told what it is now", async ({ as }) => {
  const person = newPerson("viewer");
  const [first, second, page] = [await as("admin"), await as("admin"), await as(null)];
  await addPerson(first, page, person);
  await openTeam(second);
  await giveRole(first, person, "lead");
  await expect(toastOn(first, "Role changed.")).toBeVisible();
  const sheet = await giveRole(second, person, "agent");
  await expect(sheet.getByText("Somebody else changed this account: it is a lead.")).toBeVisible();
  await expect(sheet.getByText("a lead: also enters transactions")).toBeVisible();
  await sheet.getByRole("button", { name: `Make ${person.name} an agent` }).click();
  await expect(toastOn(second, "Role changed.")).toBeVisible();
});

test("who is no admin sees no way to the team, and is told why", async ({ as }) => {
  for (const role of ["viewer", "agent", "lead", "auditor"] as const) {
    const page = await as(role);
    await page.goto("/team");
    await expect(page.getByText(`Your role (${role}) may not manage the team. An admin can.`)).toBeVisible();
    await expect(page.getByRole("link", { name: "Team" })).toHaveCount(0);
    await expect(page.getByRole("table")).toHaveCount(0);
    expect(await page.content()).not.toContain("adam@practice.example");
  }
});

test("nobody changes themselves, and the practice accounts stay as they are", async ({ as }) => {
  await as("viewer");
  const admin = await as("admin");
  await admin.goto("/");
  await admin.getByRole("link", { name: "Team" }).click();
  for (const [name, why] of [
    ["Adam", "Nobody changes their own account. Ask another admin."],
    ["Vera", "The practice accounts stay as they are: everybody signs in with them."],
  ]) {
    for (const does of ["Change role of", "Disable"]) {
      const button = admin.getByRole("button", { name: `${does} ${name}`, exact: true });
      await expect(button).toHaveAccessibleDescription(why ?? "");
      await button.press("Enter");
      await expect(admin.getByRole("dialog")).toHaveCount(0);
    }
  }
});

test("inviting, giving another role and disabling work by keyboard alone", async ({ as }) => {
  const person = newPerson("viewer");
  const [admin, page] = [await as("admin"), await as(null)];
  const opener = admin.getByRole("button", { name: "Invite", exact: true });
  await openTeam(admin);
  await tabTo(admin, opener);
  await admin.keyboard.press("Enter");
  await expect(admin.getByLabel("E-mail")).toBeFocused();
  await admin.keyboard.type(person.email);
  await admin.keyboard.press("Tab");
  await admin.keyboard.type(person.name);
  await admin.keyboard.press("Tab");
  await admin.keyboard.press("Space");
  await expect(admin.getByRole("radio", { name: "viewer" })).toBeChecked();
  await admin.keyboard.press("Enter");
  const ready = admin.getByRole("dialog", { name: "The link is ready" });
  await expect(ready).toBeVisible();
  const link = (await ready.getByText(/\/join\?token=/).textContent()) ?? "";
  await tabTo(admin, ready.getByRole("button", { name: "Done" }));
  await admin.keyboard.press("Enter");
  await expect(opener).toBeFocused();
  await followLink(page, link);

  await openTeam(admin);
  const change = accountOf(admin, person).getByRole("button", { name: /^Change role/ });
  await tabTo(admin, change);
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("radio", { name: "viewer" })).toBeFocused();
  await admin.keyboard.press("ArrowDown");
  await admin.keyboard.press("Enter");
  await expect(toastOn(admin, "Role changed.")).toContainText("is an agent");
  await expect(change).toBeFocused();
  await tabTo(admin, accountOf(admin, person).getByRole("button", { name: /^Disable/ }));
  await admin.keyboard.press("Enter");
  await tabTo(admin, admin.getByRole("button", { name: "Disable and sign out" }));
  await admin.keyboard.press("Enter");
  await expect(toastOn(admin, "Disabled.")).toBeVisible();
  await expect(accountOf(admin, person).getByRole("button", { name: /^Enable/ })).toBeFocused();
});
