import { lines, openSettings, section } from "../fixtures/settings-page";
import { expect, test } from "../fixtures/test";

test("what is listed already and codes that do not exist are refused, with the focus on the first", async ({ as }) => {
  const admin = await as("admin");
  await openSettings(admin);
  await section(admin, "Lengths").getByRole("button", { name: "Add a length" }).click();
  const added = lines(admin, "Lengths").last().getByRole("spinbutton", { name: "How many days" });
  await added.fill("7");
  await admin.getByLabel("Country").fill("ZZ");
  await admin.getByLabel("Currency").fill("QQQ");
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(added).toBeFocused();
  await expect(added).toHaveAccessibleDescription("This length is listed above.");
  await expect(admin.getByLabel("Country")).toHaveAccessibleDescription(/capital letters of a country/);
  await expect(admin.getByLabel("Currency")).toHaveAccessibleDescription(/capital letters of a currency/);
});

test("leaving settings that are not saved asks first", async ({ as }) => {
  const admin = await as("admin");
  await openSettings(admin);
  await admin.getByLabel("Country").fill("FR");
  const team = admin.getByRole("link", { name: "Team" });
  const asked: string[] = [];
  admin.once("dialog", (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await team.click();
  expect(asked).toEqual([expect.stringContaining("not saved")]);
  await expect(admin.getByLabel("Country")).toHaveValue("FR");
  admin.once("dialog", (dialog) => void dialog.accept());
  await team.click();
  await expect(admin.getByRole("heading", { level: 1, name: "Team" })).toBeVisible();
});

test("an agent reads the settings, and who can change them; keys are never shown", async ({ as }) => {
  for (const role of ["agent", "admin"] as const) {
    const page = await as(role);
    await openSettings(page);
    expect(await page.content()).not.toContain("secret_practice");
    if (role === "admin") continue;
    await expect(page.getByText("Your role (agent) may not change the settings. An admin can.")).toBeVisible();
    await expect(section(page, "Comps")).toContainText("7 days");
    await expect(section(page, "Comps")).toContainText("Courtesy");
    await expect(page.getByRole("button", { name: "Save settings" })).toHaveCount(0);
    await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
  }
});
