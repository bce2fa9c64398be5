import { expect, test } from "../fixtures/test";

test("a chosen theme comes with the next page itself, and System takes it back", async ({ as }) => {
  const page = await as("viewer");
  await page.goto("/");
  const served = async () => /<html[^>]*>/.exec((await (await page.goto("/"))?.text()) ?? "")?.[0];
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  expect(await served()).not.toContain("data-theme");

  await page.getByRole("radio", { name: "Dark" }).press("Space");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await background()).not.toBe(light);
  expect(await served()).toContain('data-theme="dark"');
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();

  await page.getByRole("radio", { name: "System" }).press("Space");
  expect(await background()).toBe(light);
  expect(await served()).not.toContain("data-theme");
});
