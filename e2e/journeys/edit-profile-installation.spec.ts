import { openEditSheet } from "../fixtures/edit-sheet";
import { seedCustomer, writesAbout } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const device = [
  { name: "Device id", type: "device-1", path: "device_id" },
  { name: "Device model", type: "iPhone 15", path: "device" },
  { name: "Platform", type: "iOS", path: "platform" },
  { name: "OS version", type: "17.1", path: "os" },
  { name: "Locale", type: "fr-FR", path: "locale" },
  { name: "Time zone", type: "Europe/Paris", path: "timezone" },
  { name: "App version", type: "2.0.1", path: "app_version" },
  { name: "App build", type: "201", path: "app_build" },
  { name: "Adapty SDK version", type: "3.1.0", path: "adapty_sdk_version" },
  { name: "User agent", type: "app/2.0", path: "user_agent" },
  { name: "IDFA", type: "idfa-1", path: "idfa" },
  { name: "IDFV", type: "idfv-1", path: "idfv" },
  { name: "Advertising id", type: "ad-1", path: "advertising_id" },
  { name: "Android id", type: "android-1", path: "android_id" },
  { name: "Android app set id", type: "set-1", path: "android_app_set_id" },
];

test("an installation is sent only unfolded, whole, and with the device id it was given", async ({ as }) => {
  const customer = await seedCustomer();
  const page = await as("lead");
  const edit = await openEditSheet(page, customer);
  const fold = edit.sheet.locator("summary").filter({ hasText: "Installation" });
  await fold.click();
  await expect(edit.sheet).toContainText("A device id that Adapty does not know counts as a new install");
  const [deviceId, ...others] = device;
  for (const { name, type } of others) await edit.set(name, type);
  await edit.review();
  await expect(edit.field("Device id")).toContainText("Required.");
  await expect(edit.button(/^Save/)).toHaveCount(0);
  await edit.set("Device id", deviceId?.type ?? "");
  await edit.review();
  await expect(edit.sheet).toContainText("May count as an install");
  await edit.save();
  await expect(edit.sheet).toBeHidden();
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([
    { installation_meta: Object.fromEntries(device.map(({ path, type }) => [path, type])) },
  ]);
});

test("an installation that is folded away again is not sent, whatever was typed into it", async ({ as }) => {
  const customer = await seedCustomer();
  const edit = await openEditSheet(await as("lead"), customer);
  const fold = edit.sheet.locator("summary").filter({ hasText: "Installation" });
  await fold.click();
  await edit.set("Device id", "device-1");
  await edit.set("First name", "Jane");
  await fold.click();
  await expect(fold).toContainText("Folded away: not sent");
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([{ first_name: "Jane" }]);
});
