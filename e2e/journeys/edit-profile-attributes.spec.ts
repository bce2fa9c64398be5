import { journalOf, openEditSheet, sideSection, toastOf } from "../fixtures/edit-sheet";
import { plan, readProfile, seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

test("attributes are added, changed and deleted in one save, and the page then shows Adapty's", async ({ as }) => {
  const customer = await seedCustomer({
    custom_attributes: [
      { key: "plan", value: "gold" },
      { key: "old", value: "x" },
      { key: "kept", value: "as it is" },
    ],
  });
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.changeAttribute("plan", "platinum");
  await edit.button("Delete old").click();
  await edit.addAttribute(1, "vip", "yes");
  await edit.review();
  await expect(edit.sheet).toContainText(/Attribute plan\s*Now\s*“gold” \(text\)\s*After\s*“platinum” \(text\)/);
  await expect(edit.sheet).toContainText(/Attribute old\s*Now\s*“x” \(text\)\s*After\s*deleted/);
  await expect(edit.sheet).toContainText(/Attribute vip\s*Now\s*not set\s*After\s*“yes” \(text\)/);
  await expect(edit.sheet).not.toContainText("Attribute kept");
  expect(await writesAbout(customer)).toEqual([]);
  await edit.save();
  await expect(toastOf(page, "Saved 3 changes")).toContainText(
    "Adapty confirms: plan is platinum, old is deleted and vip is yes.",
  );

  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([
    {
      custom_attributes: [
        { key: "plan", value: "platinum" },
        { key: "old", value: "" },
        { key: "vip", value: "yes" },
      ],
    },
  ]);

  const shown = sideSection(page, "Attributes");
  for (const { key, value } of (await readProfile(customer)).custom_attributes as { key: string; value: string }[]) {
    await expect(shown).toContainText(`${key}${value}`);
  }
  await expect(shown).not.toContainText("old");
  await expect(journalOf(page)).toHaveCount(1);
  await expect(journalOf(page)).toContainText("Edited the profile");
  await expect(journalOf(page)).toContainText(/plan.*alex@practice\.example/);
});

test("what is kept as a number is sent as a number, and text that looks like one stays text", async ({ as }) => {
  const customer = await seedCustomer({ custom_attributes: [{ key: "tier", value: 3 }] });
  const page = await as("agent");
  const edit = await openEditSheet(page, customer);
  await edit.button("Change tier").click();
  await expect(edit.box("Kept as of tier")).toHaveValue("number");
  await edit.box("Value of tier").fill("4,5");
  await edit.box("Value of tier").blur();
  await expect(edit.box("Value of tier")).toHaveAccessibleDescription(/Type a number like 12 or 3\.5/);
  await edit.box("Value of tier").fill("4.5");
  await edit.addAttribute(1, "zip", "07030");
  await expect(edit.box("Value of new attribute 1")).toHaveAccessibleDescription(/Kept as text\. Choose Number/);
  await edit.addAttribute(2, "age", "42", "Number");
  await edit.review();
  await expect(edit.sheet).toContainText(/Now\s*3 \(number\)\s*After\s*4\.5 \(number\)/);
  await expect(edit.sheet).toContainText("“07030” (text)");
  await edit.save();
  await expect(edit.sheet).toBeHidden();
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([
    {
      custom_attributes: [
        { key: "tier", value: 4.5 },
        { key: "zip", value: "07030" },
        { key: "age", value: 42 },
      ],
    },
  ]);
});

test("keys and values are counted while they are typed, and too long ones are refused", async ({ as }) => {
  const customer = await seedCustomer();
  const edit = await openEditSheet(await as("agent"), customer);
  await edit.addAttribute(1, "k".repeat(31), "v".repeat(51));
  await expect(edit.sheet).toContainText("31/30");
  await expect(edit.sheet).toContainText("51/50");
  await edit.review();
  await expect(edit.box("Key of new attribute 1")).toHaveAccessibleDescription(/At most 30 characters\./);
  await expect(edit.box("Value of new attribute 1")).toHaveAccessibleDescription(/At most 50 characters\./);
  await expect(edit.box("Key of new attribute 1")).toBeFocused();
  await edit.box("Key of new attribute 1").fill("k".repeat(30));
  await edit.box("Value of new attribute 1").fill("v".repeat(50));
  await expect(edit.sheet).toContainText("30/30");
  await expect(edit.sheet).toContainText("50/50");
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  expect((await readProfile(customer)).custom_attributes).toEqual([{ key: "k".repeat(30), value: "v".repeat(50) }]);
});

test("there are at most 30 attributes, counted as they will be after the save", async ({ as }) => {
  const customer = await seedCustomer({
    custom_attributes: Array.from({ length: 29 }, (_, at) => ({ key: `k${at}`, value: "v" })),
  });
  const edit = await openEditSheet(await as("agent"), customer);
  await expect(edit.sheet).toContainText("29 of 30 after this change");
  await edit.button("Add attribute").click();
  await edit.addAttribute(2, "second", "2");
  await expect(edit.sheet).toContainText("30 of 30 after this change");
  await expect(edit.button("Add attribute")).toHaveAttribute("aria-disabled", "true");
  await expect(edit.button("Add attribute")).toHaveAccessibleDescription("All 30 are used");
  await edit.box("Key of new attribute 1").fill("first");
  await edit.box("Value of new attribute 1").fill("1");
  await edit.review();
  await expect(edit.sheet).toContainText("That would be 31 attributes. Adapty keeps at most 30.");
  await expect(edit.button(/^Save/)).toHaveCount(0);
  await edit.button("Delete k7").click();
  await expect(edit.sheet).toContainText("30 of 30 after this change");
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  expect((await readProfile(customer)).custom_attributes).toHaveLength(30);
  expect(await writesAbout(customer)).toHaveLength(1);
});

test("an attribute that Adapty refuses is marked in its own line", async ({ as }) => {
  const customer = await seedCustomer({ custom_attributes: [{ key: "plan", value: "gold" }] });
  const edit = await openEditSheet(await as("agent"), customer);
  const errors = [{ source: "custom_attributes.1.value", errors: ["Not this value."] }];
  const body = { errors, error_code: "value_error", status_code: 400 };
  await plan(customer, { mode: "status", status: 400, body }, { method: "PATCH" });
  await edit.changeAttribute("plan", "silver");
  await edit.addAttribute(1, "vip", "maybe");
  await edit.reviewAndSave();
  await expect(edit.box("Value of new attribute 1")).toHaveAccessibleDescription(/Not this value\./);
  await expect(edit.box("Value of plan")).not.toHaveAttribute("aria-invalid");
  expect((await readProfile(customer)).custom_attributes).toEqual([{ key: "plan", value: "gold" }]);
});
