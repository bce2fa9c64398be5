import { readClipboard, toastOn } from "../fixtures/comps";
import { seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/live";
import { createFirstAdmin } from "../fixtures/live-admin";
import {
  accountOf,
  addPerson,
  closeLink,
  followLink,
  invitationOf,
  makeLink,
  newPerson,
  openTeam,
  PASSWORD,
  signInByPassword,
} from "../fixtures/team";

const gone = { level: 1, name: "This link no longer works" } as const;

test("whoever is invited opens the link, chooses a password, lands on Find and may do what the role may", async ({
  as,
  baseURL,
}) => {
  const customer = await seedCustomer();
  const person = newPerson("agent");
  const [admin, page, stranger] = [await as("admin"), await as(null), await as(null)];
  await openTeam(admin);
  const link = await makeLink(admin, person);
  await admin.getByRole("button", { name: "Copy the link" }).click();
  await expect.poll(() => readClipboard(admin)).toBe(link);
  await closeLink(admin);
  await expect(invitationOf(admin, person)).toContainText("agent");
  await expect(invitationOf(admin, person)).toContainText("Adam");
  await expect(invitationOf(admin, person)).toContainText("in 3 days");
  await openTeam(admin);
  expect(await admin.content(), "the link is shown once").not.toContain(link.split("token=")[1]);

  await page.goto(link);
  await expect(page.getByText(/^Adam invites you as an agent/)).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(person.email);
  await expect(page.getByLabel("Name")).toHaveValue(person.name);
  await page.getByLabel("Password").fill("too short");
  await page.getByRole("button", { name: "Create the account and sign in" }).click();
  expect(await page.getByLabel("Password").evaluate((box: HTMLInputElement) => box.validity.tooShort)).toBe(true);
  await page.getByLabel("Password").fill("password1234");
  await page.getByRole("button", { name: "Create the account and sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "this password is easy to guess" })).toBeVisible();
  await followLink(page, link);
  await expect(page).toHaveURL("/");
  const rail = page.getByRole("complementary", { name: "Console" });
  await expect(rail).toContainText(person.email);
  await expect(rail.getByText("agent", { exact: true })).toBeVisible();
  await page.goto(customer.path);
  await page.getByRole("button", { name: "Grant access", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Enter transaction" })).toHaveAccessibleDescription(
    "Your role (agent) may not enter a transaction. A lead or an admin can.",
  );

  await stranger.goto(link);
  await expect(stranger.getByRole("heading", gone)).toBeVisible();
  await expect(stranger.getByText("ask an admin of your team for a new link")).toBeVisible();
  const form = { token: link.split("token=")[1] ?? "", name: "Eve", password: PASSWORD };
  const headers = { origin: baseURL ?? "" };
  const again = await stranger.request.post("/api/auth/join", { form, headers, maxRedirects: 0 });
  expect(again.headers().location).toBe("/join");
  expect(again.headers()["set-cookie"]).toBeUndefined();

  await openTeam(admin);
  await expect(invitationOf(admin, person)).toHaveCount(0);
  await expect(accountOf(admin, person)).toContainText("set by Adam");
  await rail.getByRole("button", { name: "Sign out" }).click();
  await signInByPassword(page, person);
  await expect(rail).toContainText(person.email);
});

test("a link that was replaced, taken back or made up opens nothing and says what to do", async ({ as, baseURL }) => {
  const person = newPerson("viewer");
  const [admin, page] = [await as("admin"), await as(null)];
  await openTeam(admin);
  const older = await makeLink(admin, person);
  await closeLink(admin);
  const newer = await makeLink(admin, person);
  await closeLink(admin);
  await expect(invitationOf(admin, person)).toHaveCount(1);
  await page.goto(older);
  await expect(page.getByRole("heading", gone)).toBeVisible();
  await page.goto(newer);
  await expect(page.getByRole("heading", { name: "Join the team" })).toBeVisible();

  await admin.getByRole("button", { name: `Take back the invitation of ${person.email}` }).click();
  await expect(toastOn(admin, "Taken back.")).toBeVisible();
  await expect(invitationOf(admin, person)).toHaveCount(0);
  await expect(admin.getByRole("main")).toBeFocused();
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create the account and sign in" }).click();
  for (const address of ["", "/join", "/join?token=guessed"]) {
    if (address) await page.goto(address);
    await expect(page.getByRole("heading", gone), address).toBeVisible();
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  }
  const form = { token: newer.split("token=")[1] ?? "", name: "Eve", password: PASSWORD };
  const foreign = { origin: "https://evil.example" };
  for (const headers of [foreign, { origin: baseURL ?? "" }]) {
    const answer = await page.request.post("/api/auth/join", { form, headers, maxRedirects: 0 });
    expect(answer.headers()["set-cookie"]).toBeUndefined();
  }
});

test("whoever has an account is not invited again", async ({ as }) => {
  const person = newPerson("viewer");
  const [admin, page] = [await as("admin"), await as(null)];
  await addPerson(admin, page, person);
  await admin.getByRole("button", { name: "Invite", exact: true }).click();
  const sheet = admin.getByRole("dialog");
  await sheet.getByRole("button", { name: "Make a link" }).click();
  await expect(sheet.getByLabel("E-mail")).toHaveAccessibleDescription(/Give an e-mail address/);
  await expect(sheet.getByRole("group", { name: "Role" })).toHaveAccessibleDescription("Choose a role.");
  await sheet.getByLabel("E-mail").fill(person.email.toUpperCase());
  await sheet.getByRole("radio", { name: "lead" }).check();
  await sheet.getByRole("button", { name: "Make a link for a lead" }).click();
  await expect(sheet.getByLabel("E-mail")).toHaveAccessibleDescription(/has an account already/);
});

test("in a live console the first admin invites a second, and the second may end the first", async ({
  live,
  page,
  as,
}) => {
  const person = newPerson("admin");
  const other = await as(null);
  await createFirstAdmin(page, await live.setUpLink());
  await openTeam(page, live.url);
  await expect(page.getByText("Practice mode")).toHaveCount(0);
  await expect(page.getByRole("table", { name: "Accounts" }).getByRole("row")).toHaveCount(2);
  const link = await makeLink(page, person);
  expect(link.startsWith(`${live.url}/join?token=`)).toBe(true);
  await followLink(other, link);
  await openTeam(other, live.url);
  await accountOf(other, { ...person, name: "Ada First" })
    .getByRole("button", { name: "Disable Ada First" })
    .click();
  await other.getByRole("dialog").getByRole("button", { name: "Disable and sign out" }).click();
  await expect(toastOn(other, "Disabled.")).toBeVisible();
  await page.goto(`${live.url}/team`);
  await expect(page).toHaveURL(`${live.url}/sign-in?next=%2Fteam`);
});

test("a password may be pasted, where it is chosen and where it is asked for", async ({ as }) => {
  const person = newPerson("viewer");
  const [admin, page, other] = [await as("admin"), await as(null), await as(null)];
  await openTeam(admin);
  const link = await makeLink(admin, person);
  const paste = async (into: typeof page) => {
    await into.evaluate((text) => navigator.clipboard.writeText(text), PASSWORD);
    await into.getByLabel("Password").click();
    await into.keyboard.press("ControlOrMeta+v");
    await expect(into.getByLabel("Password")).toHaveValue(PASSWORD);
  };
  await page.goto(link);
  await paste(page);
  await page.getByRole("button", { name: "Create the account and sign in" }).click();
  await expect(page).toHaveURL("/");
  await other.goto("/sign-in");
  await other.getByText("Sign in with a password").click();
  await other.getByLabel("E-mail").fill(person.email);
  await paste(other);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other).toHaveURL("/");
});
