import { expect, test } from "../fixtures/live";
import { fillInvitation, newPerson, openTeam } from "../fixtures/team";
import { signIn } from "../fixtures/test";

test("who signed out in another tab is told so, and what was typed for an invitation stays", async ({
  as,
  baseURL,
}) => {
  const person = newPerson("viewer");
  const admin = await as("admin");
  await openTeam(admin);
  const sheet = await fillInvitation(admin, person);
  await admin.context().clearCookies();
  const send = sheet.getByRole("button", { name: "Make a link for a viewer" });
  await send.click();
  await expect(sheet.getByText("You are signed out, so nothing was sent.")).toBeVisible();
  await expect(sheet.getByText("Not done")).toBeVisible();
  await expect(sheet.getByLabel("E-mail")).toHaveValue(person.email);
  await signIn(admin.context().request, baseURL ?? "", "admin");
  await send.click();
  await expect(admin.getByRole("dialog", { name: "The link is ready" })).toBeVisible();
});

test("a console that does not answer leaves open whether a link was made, and keeps what was typed", async ({ as }) => {
  const person = newPerson("viewer");
  const admin = await as("admin");
  await openTeam(admin);
  const sheet = await fillInvitation(admin, person);
  await admin.route("**/team**", (route) => route.abort());
  const send = sheet.getByRole("button", { name: "Make a link for a viewer" });
  await send.click();
  await expect(sheet.getByText("Not confirmed")).toBeVisible();
  await expect(sheet.getByText(/it is not known whether this was done/)).toBeVisible();
  await expect(sheet.getByLabel("E-mail")).toHaveValue(person.email);
  await admin.unroute("**/team**");
  await send.click();
  await expect(admin.getByRole("dialog", { name: "The link is ready" })).toBeVisible();
});
