import { holdActions, loseNextAnswer } from "../fixtures/action";
import { journalOf, openEditSheet, reopenEditSheet, toastOf } from "../fixtures/edit-sheet";
import { callFromElsewhere, readProfile, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, signIn, test } from "../fixtures/test";

const gold = { custom_attributes: [{ key: "plan", value: "gold" }] };

test("of two agents the second is told that the customer changed, keeps what they typed, and goes on", async ({
  as,
}) => {
  const customer = await seedCustomer(gold);
  const [first, second] = [await as("agent"), await as("lead")];
  const mine = await openEditSheet(second, customer);
  await mine.addAttribute(1, "vip", "yes");
  await mine.set("Last name", "Doe");

  const theirs = await openEditSheet(first, customer);
  await theirs.changeAttribute("plan", "silver");
  await theirs.reviewAndSave();
  await expect(theirs.sheet).toBeHidden();

  await mine.reviewAndSave();
  const notice = mine.sheet.getByRole("status");
  await expect(notice).toContainText("Not sent: nothing changed");
  await expect(notice).toContainText("this customer changed while the form was open");
  expect(await writesAbout(customer)).toHaveLength(1);

  await mine.button("Back").click();
  await expect(mine.sheet).toContainText("“silver” (text)");
  await expect(mine.box("Key of new attribute 1")).toHaveValue("vip");
  await expect(mine.box("Value of new attribute 1")).toHaveValue("yes");
  await expect(mine.box("New last name")).toHaveValue("Doe");
  await mine.button("I have looked, go on").click();
  await mine.reviewAndSave();
  await expect(mine.sheet).toBeHidden();
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([
    { custom_attributes: [{ key: "plan", value: "silver" }] },
    { last_name: "Doe", custom_attributes: [{ key: "vip", value: "yes" }] },
  ]);
  expect((await readProfile(customer)).custom_attributes).toEqual([
    { key: "plan", value: "silver" },
    { key: "vip", value: "yes" },
  ]);
  await expect(journalOf(second)).toHaveCount(2);
});

test("of two agents who set the same e-mail the second is told who was faster, keeps what they typed, and decides", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const [first, second] = [await as("agent"), await as("lead")];
  const mine = await openEditSheet(second, customer);
  await mine.set("E-mail", "mine@new.example");
  const theirs = await openEditSheet(first, customer);
  await theirs.set("E-mail", "theirs@new.example");
  await theirs.set("Phone number", "+15550100");
  await theirs.reviewAndSave();
  await expect(theirs.sheet).toBeHidden();

  await mine.reviewAndSave();
  const notice = mine.sheet.getByRole("status");
  await expect(notice).toContainText("Not sent: nothing changed");
  await expect(notice).toContainText("alex@practice.example changed e-mail of this customer from here");
  await expect(mine.sheet).toContainText(/E-mail\s*Before\s*Never set from here\s*Theirs\s*masked/);
  await expect(mine.sheet).not.toContainText("theirs@new.example");
  await expect(mine.sheet).toContainText(/E-mail\s*Now\s*not reported by Adapty \(last set here: masked\)/);
  await mine.button("Back").click();
  await expect(mine.box("New e-mail")).toHaveValue("mine@new.example");
  await expect(mine.button("I have looked, go on")).toHaveAttribute("aria-disabled", "true");
  await mine.sheet.getByText("Keep mine").click();
  await mine.button("I have looked, go on").click();
  await mine.reviewAndSave();
  await expect(mine.sheet).toBeHidden();
  expect((await writesAbout(customer)).map(({ body }) => body.email)).toEqual([
    "theirs@new.example",
    "mine@new.example",
  ]);
});

test("saving again without having looked is refused again", async ({ as }) => {
  const customer = await seedCustomer(gold);
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("Last name", "Doe");
  await callFromElsewhere(customer, "PATCH", { custom_attributes: [{ key: "plan", value: "silver" }] });
  await edit.reviewAndSave();
  await expect(edit.sheet.getByRole("status")).toContainText("changed while the form was open");
  await edit.save();
  await expect(edit.sheet.getByRole("status")).toContainText("changed while the form was open");
  expect(await writesAbout(customer)).toEqual([]);
});

test("a customer deleted meanwhile is a clear sentence, and nothing that was typed is lost", async ({ as }) => {
  const customer = await seedCustomer(gold);
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.changeAttribute("plan", "silver");
  await edit.set("Last name", "Doe");
  await callFromElsewhere(customer, "DELETE");
  await edit.reviewAndSave();
  const notice = edit.sheet.getByRole("status");
  await expect(notice).toContainText("Not sent: nothing changed");
  await expect(notice).toContainText("Acme iOS has no customer with this id in Adapty");
  await edit.button("Back").click();
  await expect(edit.box("Value of plan")).toHaveValue("silver");
  await expect(edit.box("New last name")).toHaveValue("Doe");
  expect(await writesAbout(customer)).toEqual([]);
});

test("the same form in two tabs is two operations", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const other = await page.context().newPage();
  const [one, two] = [await openEditSheet(page, customer), await openEditSheet(other, customer)];
  for (const edit of [one, two]) {
    await edit.set("First name", "Jane");
    await edit.reviewAndSave();
    await expect(edit.sheet).toBeHidden();
  }
  await expect(journalOf(other)).toHaveCount(2);
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([
    { first_name: "Jane" },
    { first_name: "Jane" },
  ]);
});

test("a double click saves once", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  await edit.review();
  await edit.button("Save 1 change").dblclick();
  await expect(edit.sheet).toBeHidden();
  await expect(toastOf(page, "Saved 1 change")).toBeVisible();
  await expect(journalOf(page)).toHaveCount(1);
  expect(await writesAbout(customer)).toHaveLength(1);
});

test("who signed out in another tab is told so, and saves after signing in again", async ({ as, baseURL }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  const other = await page.context().newPage();
  await other.goto("/");
  await other.getByRole("button", { name: "Sign out" }).click();
  await expect(other).toHaveURL(/\/sign-in/);

  await edit.reviewAndSave();
  const notice = edit.sheet.getByRole("status");
  await expect(notice).toContainText("Not sent: nothing changed");
  await expect(notice).toContainText("You are signed out, so nothing was sent.");
  await expect(page).toHaveURL(customer.path);
  expect(await writesAbout(customer)).toEqual([]);
  await edit.button("Back").click();
  await expect(edit.box("New first name")).toHaveValue("Jane");

  await signIn(page.context().request, baseURL ?? "", "agent");
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([{ first_name: "Jane" }]);
});

test("a page older than the console says so, and keeps what was typed", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  await page.route(`**${customer.path}`, (route) => {
    const headers = route.request().headers();
    const known = headers["next-action"];
    return route.continue(known ? { headers: { ...headers, "next-action": known.replace(/^../, "00") } } : {});
  });
  await edit.reviewAndSave();
  const notice = edit.sheet.getByRole("status");
  await expect(notice).toContainText("Not sent: nothing changed");
  await expect(notice).toContainText("This page is out of date: the console was updated. Nothing was sent.");
  expect(await writesAbout(customer)).toEqual([]);
  await edit.button("Back").click();
  await expect(edit.box("New first name")).toHaveValue("Jane");
});

test("an answer that got lost between console and browser is not called unsent", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.set("First name", "Jane");
  const looks = await holdActions(page);
  await loseNextAnswer(page);
  await edit.reviewAndSave();
  await expect(edit.sheet.getByRole("status")).toContainText("Not confirmed yet: checking");
  await expect(edit.sheet).not.toContainText("Nothing was sent");
  looks.letGo();
  await expect(toastOf(page, "Saved 1 change")).toBeVisible();
  await expect(journalOf(page)).toHaveCount(1);
  expect(await writesAbout(customer)).toHaveLength(1);
  await expect(edit.sheet).toBeHidden();
  await reopenEditSheet(page);
});
