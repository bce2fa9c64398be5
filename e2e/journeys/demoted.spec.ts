import { whyNot } from "../../lib/auth/permissions";
import { openGrant, toastOn } from "../fixtures/comps";
import { seedCustomer, writesAbout } from "../fixtures/emulator";
import { addPerson, giveRole, newPerson } from "../fixtures/team";
import { expect, test } from "../fixtures/test";

test("a customer's page that stays open turns to the refusal once its reader may see customers no longer", async ({
  as,
}) => {
  const person = newPerson("viewer");
  const [admin, page] = [await as("admin"), await as(null)];
  const customer = await seedCustomer();
  await addPerson(admin, page, person);
  await page.goto(customer.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(customer.customerUserId);
  await giveRole(admin, person, "auditor");
  await expect(toastOn(admin, "Role changed.")).toBeVisible();

  await page.getByRole("button", { name: /^Refresh/ }).click();
  await expect(page.getByText(whyNot("auditor", "customer.read"))).toBeVisible();
  await expect(page.getByText(customer.customerUserId)).toHaveCount(0);
  await expect(
    page.getByRole("complementary", { name: "Console" }).getByText("auditor", { exact: true }),
  ).toBeVisible();
  await expect(page.getByRole("link", { name: "Customers" })).toHaveCount(0);
});

test("a role that changes under an open form is refused, and the whole console shows it without a reload", async ({
  as,
}) => {
  const person = newPerson("agent");
  const [admin, page] = [await as("admin"), await as(null)];
  const customer = await seedCustomer();
  await addPerson(admin, page, person);
  const sheet = await openGrant(page, customer);
  await sheet.getByLabel("Reason").selectOption("Courtesy");
  await giveRole(admin, person, "viewer");
  await expect(toastOn(admin, "Role changed.")).toBeVisible();

  const grant = sheet.getByRole("button", { name: /^Grant Premium until/ });
  await grant.click();
  await expect(sheet.getByText(whyNot("viewer", "access.grant")).first()).toBeVisible();
  await expect(grant).toHaveAccessibleDescription(whyNot("viewer", "access.grant"));
  await expect(sheet.getByLabel("Reason")).toHaveValue("COURTESY");
  const side = page.getByRole("complementary", { name: "Console", includeHidden: true });
  await expect(side.getByText("viewer", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Approvals", includeHidden: true })).toHaveCount(0);
  expect(await writesAbout(customer)).toEqual([]);
});
