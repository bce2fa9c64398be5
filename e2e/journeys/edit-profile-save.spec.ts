import { journalOf, openEditSheet, reopenEditSheet, sideSection, toastOf } from "../fixtures/edit-sheet";
import { plan, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

test("the review says now and after before anything is sent, and leads back with everything kept", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await expect(edit.button(/^Review /)).toHaveAccessibleDescription("Nothing is changed yet.");
  await edit.set("Birthday", "1990-12-31");
  await edit.sheet.locator("summary").filter({ hasText: "Why" }).click();
  await edit.sheet.getByLabel("Note").fill("asked by phone");
  await edit.sheet.getByLabel("Ticket").fill("T-77");
  await edit.review();
  await expect(edit.sheet.getByRole("heading", { name: "What will change" })).toBeFocused();
  await expect(edit.sheet).toContainText(/Birthday\s*Now\s*not reported by Adapty\s*After\s*31 Dec 1990/);
  await expect(edit.sheet).toContainText("asked by phone");
  expect(await writesAbout(customer)).toEqual([]);
  await edit.button("Back").click();
  await expect(edit.box("New birthday")).toHaveValue("1990-12-31");
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([{ birthday: "1990-12-31" }]);
  await expect(journalOf(page)).toContainText("asked by phone");
  await expect(journalOf(page)).toContainText("ticket T-77");
});

test("what cannot be undone, for nobody here knows what stood there, is said beforehand", async ({ as }) => {
  const customer = await seedCustomer({ custom_attributes: [{ key: "plan", value: "old" }] });
  const page = await as("agent");
  let edit = await openEditSheet(page, customer);
  const unknown = "What stands there now is not known here, so this cannot be undone.";
  await expect(edit.sheet).not.toContainText(unknown);
  await edit.set("E-mail", "jane@new.example");
  await edit.changeAttribute("plan", "new");
  await expect(edit.field("E-mail")).toHaveAccessibleDescription(new RegExp(unknown));
  await edit.review();
  await expect(edit.sheet).toContainText("Cannot be undone from here: e-mail.");
  await edit.save();
  await expect(edit.sheet).toBeHidden();

  edit = await reopenEditSheet(page);
  await edit.set("E-mail", "jane@other.example");
  await expect(edit.field("E-mail")).not.toContainText("cannot be undone");
  await edit.choose("First name", "Clear");
  await edit.review();
  await expect(edit.sheet).toContainText("Cannot be undone from here: first name.");
});

test("Copy reply hands over what may be told to the customer, and no more", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("E-mail", "jane@new.example");
  await edit.addAttribute(1, "plan", "gold");
  await edit.reviewAndSave();
  const toast = toastOf(page, "Saved 2 changes");
  await toast.getByRole("button", { name: "Copy reply" }).click();
  await expect(toast).toContainText("Copied the reply to the customer");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe("On your profile plan is gold. The update of your e-mail was accepted.");
});

test("a viewer sees the button locked, with its reason", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("viewer");
  await page.goto(customer.path);
  const button = page.getByRole("button", { name: "Edit profile" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(
    "Your role (viewer) may not edit a profile. An agent, a lead or an admin can.",
  );
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("hostile text stays text in the form, the review, the answer and the journal", async ({ as }) => {
  const markup = '<img src=x onerror="document.title=1">';
  const customer = await seedCustomer({ custom_attributes: [{ key: "bio", value: markup }] });
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await expect(edit.sheet.getByText(`“${markup}” (text)`)).toBeVisible();
  const name = `"><script>document.title=2</script>\u202Eevil\u200B{{7*7}}`;
  await edit.set("First name", name);
  await edit.changeAttribute("bio", `${markup}!`);
  await edit.review();
  await expect(edit.sheet.getByText(name)).toBeVisible();
  await expect(edit.sheet.getByText(`“${markup}!” (text)`)).toBeVisible();
  await edit.save();
  await expect(toastOf(page, "Saved 2 changes")).toContainText(`bio is ${markup}!`);
  await expect(sideSection(page, "Attributes")).toContainText(`${markup}!`);
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([
    { first_name: name, custom_attributes: [{ key: "bio", value: `${markup}!` }] },
  ]);
  await reopenEditSheet(page);
  await expect(edit.field("First name")).toContainText(name);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await expect(page).not.toHaveTitle(/^[12]$/);
});

test("a refusal by Adapty lands on the field it names, and the rest of the form is kept", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  const errors = [{ source: "email", errors: ["Adapty does not like this address."] }];
  const body = { errors, error_code: "value_error", status_code: 400 };
  await plan(customer, { mode: "status", status: 400, body }, { method: "PATCH" });
  await edit.set("E-mail", "jane@new.example");
  await edit.set("Last name", "Doe");
  await edit.reviewAndSave();
  await expect(edit.box("New e-mail")).toHaveAccessibleDescription(/Adapty does not like this address\./);
  await expect(edit.box("New e-mail")).toBeFocused();
  await expect(edit.sheet.getByRole("alert")).toContainText("Refused: nothing changed");
  await expect(edit.sheet.getByRole("alert")).toContainText("value_error");
  await expect(edit.box("New last name")).toHaveValue("Doe");
  await expect(journalOf(page)).toContainText("Refused");

  await edit.box("New e-mail").fill("jane@other.example");
  await expect(edit.box("New e-mail")).not.toHaveAttribute("aria-invalid");
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  await expect(journalOf(page)).toHaveCount(2);
  const emails = (await writesAbout(customer)).map(({ body }) => (body as { email: string }).email);
  expect(emails).toEqual(["jane@new.example", "jane@other.example"]);
});

test("closing a form that holds something asks first", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  await page.keyboard.press("Escape");
  await expect(edit.sheet.getByRole("alert")).toContainText("What you entered has not been sent.");
  await edit.button("Keep editing").click();
  await expect(edit.box("New first name")).toHaveValue("Jane");
  await edit.button("Close").click();
  await edit.button("Discard it").click();
  await expect(edit.sheet).toBeHidden();
  expect(await writesAbout(customer)).toEqual([]);
});
