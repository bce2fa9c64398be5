import { documentedExample } from "../../lib/adapty/documented-example.fixture";
import { callsAbout, readProfile, seedCustomer } from "../fixtures/emulator";
import { runCurl, toEmulator } from "../fixtures/run-curl";
import { expect, test } from "../fixtures/test";
import {
  confirmByTyping,
  fill,
  openForm,
  postsAbout,
  submitButton,
  validSubscription,
} from "../fixtures/transaction-form";

const KEY = "secret_practice_acme-ios";

test("Adapty's own cURL example, run as documented, is then seen in the console", async ({ as }) => {
  const customer = await seedCustomer();
  const command = toEmulator(documentedExample)
    .replace("<YOUR_SECRET_API_KEY>", KEY)
    .replace("<YOUR_CUSTOMER_USER_ID>", customer.customerUserId);
  expect(await runCurl(command)).toMatchObject({ data: { customer_user_id: customer.customerUserId } });

  const page = await as("viewer");
  await page.goto("/");
  await page.getByLabel(/Find a customer/).fill(customer.customerUserId);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(customer.path);
  const row = page
    .getByRole("table", { name: /Subscriptions/ })
    .getByRole("row")
    .nth(1);
  await expect(row).toContainText("1year.premium");
  await expect(row).toContainText("App Store, Production");
  await expect(row).toContainText("12 Oct 2022, 09:42 UTCto 12 Oct 2026, 09:42 UTC");
  await expect(row.getByText("30002109551456", { exact: true })).toBeVisible();
  await expect(page.getByText("9.99 USD")).toBeVisible();
  expect((await callsAbout(customer)).map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
});

test("the preview is the request: its JSON is what is sent, its cURL command does the same, and no key is in it", async ({
  as,
}) => {
  const customer = await seedCustomer();
  const twin = await seedCustomer();
  const page = await as("lead");
  const sheet = await openForm(page, customer);
  await sheet.getByText("Preview the request").click();
  await expect(sheet.getByText("not complete yet")).toBeVisible();
  await fill(sheet, { ...validSubscription(), "offer.category": "promotional", "offer.type": "pay_up_front" });
  await fill(sheet, { "offer.id": "l'été $(id) `id`" });
  await expect(sheet.getByText("not complete yet")).toHaveCount(0);

  const json = sheet.getByRole("figure", { name: "JSON body" });
  const curl = sheet.getByRole("figure", { name: "cURL command" });
  const shown = JSON.parse((await json.locator("pre").textContent()) ?? "") as unknown;
  await json.getByRole("button", { name: "Copy" }).click();
  await expect(json.getByRole("status")).toHaveText("Copied the JSON body");
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual(shown);
  await curl.getByRole("button", { name: "Copy" }).click();
  await expect(curl.getByRole("status")).toHaveText("Copied the cURL command");
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toContain("$ADAPTY_SECRET_KEY");
  expect(command).not.toContain("secret_");
  expect(command).toContain(customer.profileId);
  expect(command).toContain(`'${process.env.E2E_EMULATOR}/api/`);
  expect(await postsAbout(customer)).toEqual([]);

  await runCurl(command.replace(customer.profileId, twin.profileId), KEY);
  await confirmByTyping(sheet, customer);
  await submitButton(sheet).click();
  await expect(page.getByText("Transaction recorded")).toBeVisible();
  expect(await postsAbout(customer)).toEqual([{ body: shown, status: 200 }]);
  expect(await postsAbout(twin)).toEqual([{ body: shown, status: 200 }]);
  const [byForm, byCurl] = [await readProfile(customer), await readProfile(twin)];
  expect(byCurl.total_revenue_usd).toBe(byForm.total_revenue_usd);
  const withoutId = (entries: unknown[] = []) => entries.map((entry) => ({ ...(entry as object), purchase_id: "" }));
  expect(withoutId(byCurl.subscriptions)).toEqual(withoutId(byForm.subscriptions));
});
