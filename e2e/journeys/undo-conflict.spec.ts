import { toastOn } from "../fixtures/comps";
import { openEditSheet } from "../fixtures/edit-sheet";
import { callFromElsewhere, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";
import { grant, openUndo } from "../fixtures/undo";

test("what a colleague changed between looking and sending is shown before and after, with what was typed; then the sheet says why nothing is undone", async ({
  as,
}) => {
  const customer = await seedCustomer({ transactions: [] });
  const page = await as("agent");
  await grant(page, customer);
  const sheet = await openUndo(page);
  await sheet.getByLabel("Reason").selectOption("Given by mistake");
  await sheet.getByLabel("Ticket").fill("T-9");
  await grant(await as("lead"), customer);
  const before = await writesAbout(customer);
  await sheet.getByRole("button", { name: "Take the comp back" }).click();
  await expect(sheet.getByRole("status")).toContainText(/changed while the form was open/);
  const conflict = sheet.getByRole("region", { name: "What changed meanwhile" });
  await expect(conflict.getByRole("heading")).toBeFocused();
  await expect(conflict).toContainText(/PremiumBeforePremium until .+TheirsPremium until /);
  await expect(conflict.getByRole("listitem")).toContainText("lena@practice.example: Granted a comp");
  await expect(conflict).not.toContainText("Yours");
  await expect(sheet.getByLabel("Ticket")).toHaveValue("T-9");
  expect(await writesAbout(customer)).toEqual(before);

  await conflict.getByRole("button", { name: "I have looked, go on" }).click();
  await expect(sheet).toContainText("This cannot be undone from here");
  await expect(sheet).toContainText(
    "Premium changed since. The last such change from here was made by lena@practice.example.",
  );
  await expect(sheet.getByRole("button", { name: "Take the comp back" })).toHaveCount(0);
  expect(await writesAbout(customer)).toEqual(before);
});

test("what changed elsewhere and does not touch the undo is looked at, and then it is sent with what was typed", async ({
  as,
}) => {
  const customer = await seedCustomer({ custom_attributes: [{ key: "plan", value: "gold" }] });
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.changeAttribute("plan", "silver");
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  const sheet = await openUndo(page);
  await sheet.getByLabel("Ticket").fill("T-9");
  await callFromElsewhere(customer, "PATCH", { custom_attributes: [{ key: "tier", value: "two" }] });
  await sheet.getByRole("button", { name: "Set it back" }).click();
  const conflict = sheet.getByRole("region", { name: "What changed meanwhile" });
  await expect(conflict).toContainText(/Attribute tierBeforenot setTheirs“two” \(text\)/);
  await expect(conflict).not.toContainText("Attribute plan");
  await expect(conflict).toContainText("None of it was done from here");
  expect(await writesAbout(customer)).toHaveLength(1);

  await conflict.getByRole("button", { name: "I have looked, go on" }).click();
  await expect(conflict).toHaveCount(0);
  await expect(sheet.getByLabel("Ticket")).toHaveValue("T-9");
  await sheet.getByRole("button", { name: "Set it back" }).click();
  await expect(toastOn(page, "Undone.")).toContainText("plan is gold");
  expect((await writesAbout(customer)).at(-1)?.body).toEqual({ custom_attributes: [{ key: "plan", value: "gold" }] });
});
