import { openEditSheet, reopenEditSheet, toastOf } from "../fixtures/edit-sheet";
import { seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const TOKEN = "9b2d1c4e-5f60-4a7b-8c9d-0e1f2a3b4c5d";

/** Every field of PATCH profile: what is typed or chosen, and what has to reach Adapty. */
const fields: { name: string; type: string; path: string; body: unknown; fixed?: true }[] = [
  { name: "First name", type: "Jane", path: "first_name", body: "Jane" },
  { name: "Last name", type: "Doe", path: "last_name", body: "Doe" },
  { name: "E-mail", type: "jane@new.example", path: "email", body: "jane@new.example" },
  { name: "Phone number", type: "+33 1 23 45 67 89", path: "phone_number", body: "+33 1 23 45 67 89" },
  { name: "Birthday", type: "1990-12-31", path: "birthday", body: "1990-12-31" },
  { name: "Gender", type: "Female", path: "gender", body: "f" },
  { name: "IP country", type: "fr", path: "ip_country", body: "FR", fixed: true },
  { name: "IP address", type: "203.0.113.7", path: "ip_v4_address", body: "203.0.113.7" },
  { name: "Store country", type: "US", path: "store_country", body: "US", fixed: true },
  { name: "Store", type: "Google Play", path: "store", body: "play_store" },
  { name: "Store account token", type: TOKEN, path: "store_account_token", body: TOKEN },
  { name: "App tracking (ATT)", type: "Not determined", path: "att_status", body: 0 },
  {
    name: "Analytics opt-out",
    type: "No: events go to integrations",
    path: "analytics_disabled",
    body: false,
  },
];

test("every field can be set, then cleared where Adapty allows it, and only what changed is sent", async ({ as }) => {
  const customer = await seedCustomer({ custom_attributes: [{ key: "plan", value: "gold" }] });
  const page = await as("lead");
  let edit = await openEditSheet(page, customer);
  for (const { name, type } of fields) await edit.set(name, type);
  await edit.review();
  await expect(edit.button("Save 13 changes")).toBeVisible();
  await edit.save();
  await expect(edit.sheet).toBeHidden();

  edit = await reopenEditSheet(page);
  for (const { name, fixed } of fields) {
    await expect(edit.field(name).getByRole("radio", { name: "Leave" })).toBeChecked();
    await expect(edit.field(name).getByRole("radio", { name: "Clear" })).toHaveCount(fixed ? 0 : 1);
    if (!fixed) await edit.choose(name, "Clear");
  }
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();

  const sent = (await writesAbout(customer)).map(({ body }) => body);
  const cleared = fields.filter(({ fixed }) => !fixed);
  expect(sent).toEqual([
    Object.fromEntries(fields.map(({ path, body }) => [path, body])),
    Object.fromEntries(cleared.map(({ path }) => [path, null])),
  ]);
});

test("a field that was set and then left again is not sent", async ({ as }) => {
  const customer = await seedCustomer();
  const edit = await openEditSheet(await as("agent"), customer);
  await edit.set("First name", "Jane");
  await edit.set("Phone number", "+1 555 0100");
  await edit.choose("Phone number", "Leave");
  await edit.choose("Last name", "Clear");
  await edit.choose("Last name", "Leave");
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([{ first_name: "Jane" }]);
});

test("an empty box is refused beside its field, never sent as an empty text", async ({ as }) => {
  const customer = await seedCustomer();
  const edit = await openEditSheet(await as("agent"), customer);
  await edit.choose("E-mail", "Set");
  await edit.choose("IP country", "Set");
  await edit.review();
  await expect(edit.box("New e-mail")).toHaveAccessibleDescription(/Type a value, or choose Clear\./);
  await expect(edit.box("New IP country")).toHaveAccessibleDescription(/Type a value, or choose Leave\./);
  await expect(edit.box("New e-mail")).toBeFocused();
  await edit.box("New e-mail").fill("   ");
  await edit.review();
  await expect(edit.box("New e-mail")).toHaveAttribute("aria-invalid", "true");
  await expect(edit.button(/^Save/)).toHaveCount(0);
  expect(await writesAbout(customer)).toEqual([]);
});

const wrong = [
  { name: "E-mail", box: "New e-mail", type: "jane@", says: "This is not an e-mail address.", right: "j@new.example" },
  { name: "IP address", box: "New IP address", type: "203.0.113.256", says: "Use an IPv4", right: "203.0.113.25" },
  { name: "Store account token", box: "New store account token", type: "abc", says: "Use a UUID.", right: TOKEN },
  { name: "IP country", box: "New IP country", type: "F1", says: "Use the two capital letters", right: "FR" },
  { name: "Store country", box: "New store country", type: "U", says: "Use the two capital letters", right: "US" },
  {
    name: "Birthday",
    box: "New birthday",
    type: "19900-12-31",
    says: "Use a date like 1990-12-31.",
    right: "1990-12-31",
  },
];

test("a wrong format is said as soon as the field is left, and no longer once it is mended", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const edit = await openEditSheet(page, customer);
  for (const { name, box, type, says, right } of wrong) {
    await edit.set(name, type);
    await expect(edit.box(box)).not.toHaveAttribute("aria-invalid");
    await edit.box(box).blur();
    await expect(edit.box(box)).toHaveAccessibleDescription(new RegExp(says));
    await edit.box(box).fill(right);
    await expect(edit.box(box)).not.toHaveAttribute("aria-invalid");
    await edit.choose(name, "Leave");
  }
  expect(await writesAbout(customer)).toEqual([]);
});

test("a field that Adapty never returns shows what was last set here, when and by whom", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  let edit = await openEditSheet(page, customer);
  await expect(edit.field("E-mail")).not.toContainText(/set here/i);
  await edit.set("E-mail", "first@new.example");
  await edit.reviewAndSave();
  await expect(toastOf(page, "Saved 1 change")).toContainText(
    "Adapty confirms: it accepted the update of e-mail, which it does not report back.",
  );
  edit = await reopenEditSheet(page);
  const known = /Set here \d+ \w+ \d{4} by lena@practice\.example, masked/;
  await expect(edit.field("E-mail")).toContainText(known);
  await expect(edit.field("E-mail").getByRole("radio", { name: "Leave" })).toBeChecked();
  await edit.choose("E-mail", "Clear");
  await edit.review();
  await expect(edit.sheet).toContainText(
    /E-mail\s*Now\s*not reported by Adapty \(last set here: masked\)\s*After\s*cleared/,
  );
  await edit.save();
  await expect(edit.sheet).toBeHidden();
  await page.reload();
  edit = await reopenEditSheet(page);
  await expect(edit.field("E-mail")).toContainText(/Cleared here \d+ \w+ \d{4} by lena@practice\.example/);
  await expect(edit.field("E-mail")).not.toContainText("not confirmed");
});

test("the fields that only a lead may set say so to an agent, and offer nothing but to leave them", async ({ as }) => {
  const customer = await seedCustomer();
  const edit = await openEditSheet(await as("agent"), customer);
  const token = edit.field("Store account token");
  const why = (field: string) => `Your role (agent) may not set this field (${field}). A lead or an admin can.`;
  await expect(token).toHaveAccessibleDescription(why("store account token"));
  await expect(token.getByRole("radio")).toHaveCount(1);
  await edit.sheet.locator("summary").filter({ hasText: "Installation" }).click();
  await expect(edit.sheet.getByText(why("installation"))).toBeVisible();
  await expect(edit.field("Device id")).toHaveCount(0);
});
