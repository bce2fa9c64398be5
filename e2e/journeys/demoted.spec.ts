import { whyNot } from "../../lib/auth/permissions";
import { toastOn } from "../fixtures/comps";
import { seedCustomer } from "../fixtures/emulator";
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
