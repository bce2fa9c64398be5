import { ageSession } from "../fixtures/age-session";
import { toastOn } from "../fixtures/comps";
import { tabTo } from "../fixtures/keyboard";
import { accountOf, addPerson, fillInvitation, giveRole, newPerson, openTeam, PASSWORD } from "../fixtures/team";
import { expect, test } from "../fixtures/test";

test("after 5 minutes an invitation asks for the password, in place and by keyboard, and keeps what was typed", async ({
  as,
}) => {
  const [person, invited] = [newPerson("admin"), newPerson("lead")];
  const [adam, admin] = [await as("admin"), await as(null)];
  await addPerson(adam, admin, person);
  await openTeam(admin);
  await ageSession(admin, 6);
  const sheet = await fillInvitation(admin, invited);
  const make = sheet.getByRole("button", { name: "Make a link for a lead" });
  const dialog = admin.getByRole("dialog", { name: "Confirm that it is you" });
  const field = dialog.getByLabel("Your password");

  await make.press("Enter");
  await expect(field).toBeFocused();
  await admin.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(sheet.getByText("Nothing was done: confirm first that it is you.")).toBeVisible();
  await expect(sheet.getByLabel("E-mail")).toHaveValue(invited.email);

  await make.press("Enter");
  await expect(field).toBeFocused();
  await admin.keyboard.type("not my password");
  await admin.keyboard.press("Enter");
  await expect(dialog.getByText("This is not your password.")).toBeVisible();
  await expect(field).toBeFocused();
  await admin.keyboard.type(PASSWORD);
  await tabTo(admin, dialog.getByRole("button", { name: "Confirm and go on" }));
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("dialog", { name: "The link is ready" })).toContainText(invited.email);
});

test("a practice account, which has no password, confirms by one press", async ({ as }) => {
  const person = newPerson("viewer");
  const [admin, page] = [await as("admin"), await as(null)];
  await addPerson(admin, page, person);
  await ageSession(admin, 6);
  await giveRole(admin, person, "agent");
  const dialog = admin.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(dialog).toContainText("A practice account has none: confirming is enough.");
  await expect(accountOf(admin, person)).toContainText("viewer");
  await dialog.getByRole("button", { name: "Confirm and go on" }).click();
  await expect(toastOn(admin, "Role changed.")).toContainText(`${person.name} is an agent`);
  await admin.reload();
  await expect(accountOf(admin, person)).toContainText("agent");
});
