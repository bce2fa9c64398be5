import { aRole, can, type Role, whyNot } from "../../lib/auth/permissions";
import { listActions, listAddresses } from "../fixtures/build";
import { theWriteAbout } from "../fixtures/comps";
import { openEditSheet } from "../fixtures/edit-sheet";
import { seedFull } from "../fixtures/full-customer";
import { expect, test } from "../fixtures/test";

const built = { ...listAddresses(), actions: listActions() };
type Sent = { maxRedirects?: number; method?: string; headers?: Record<string, string> | undefined; data?: Buffer };

const buttons = {
  "Edit profile": "profile.update",
  "Enter transaction": "transaction.set",
  "Grant access": "access.grant",
  "Extend Sports": "access.grant",
  "End Sports": "access.revoke",
  "Correct this transaction 31000000900001": "transaction.set",
} as const;

for (const role of ["viewer", "agent", "lead", "admin"] as const) {
  test(`${aRole(role)} can press on a customer's page what the table allows, and reads beside the rest why not`, async ({
    as,
  }) => {
    const customer = await seedFull();
    const page = await as(role);
    await page.goto(customer.path);
    for (const [name, permission] of Object.entries(buttons)) {
      const button = page.getByRole("button", { name, exact: true });
      await expect(button).toHaveAccessibleDescription(can(role, permission) ? "" : whyNot(role, permission));
      await button.press("Enter");
      await expect(page.getByRole("dialog")).toHaveCount(can(role, permission) ? 1 : 0);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}

test("an auditor is told wherever customers are, and led to what an auditor may see", async ({ as }) => {
  const customer = await seedFull();
  const page = await as("auditor");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  for (const path of [customer.path, "/acme-ios/customers/00000000-0000-4000-8000-00000000dead"]) {
    await page.goto(path);
    await expect(page.getByText(whyNot("auditor", "customer.read"))).toBeVisible();
    await expect(page.getByRole("searchbox")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Customers" })).toHaveCount(0);
  }
  await page.goto("/nowhere");
  await page.getByRole("link", { name: "Go to the first page" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  await page.goto(customer.path);
  await page.getByRole("link", { name: "See who may do what" }).click();
  const table = page.getByRole("table", { name: "Who may do what" });
  await expect(table.getByRole("columnheader", { name: "auditor (you)" })).toBeVisible();
  await expect(table.getByRole("row", { name: /^See customers yes yes yes yes no$/ })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(table.getByRole("row", { name: /^Export and verify the record no no no yes yes$/ })).toBeVisible();
});

test("personal data that was set from here is in no byte that anybody is sent unasked", async ({ as, baseURL }) => {
  const customer = await seedFull();
  const digits = String(Number.parseInt(customer.profileId.slice(0, 8), 16)).padStart(10, "0");
  const personal = {
    "E-mail": `private.${customer.profileId.slice(0, 8)}@example.com`,
    "Phone number": `+49${digits}`,
    Birthday: "1931-07-23",
    "IP address": `203.0.113.${Number(digits) % 256}`,
  };
  const agent = await as("agent");
  const edit = await openEditSheet(agent, customer);
  for (const [field, value] of Object.entries(personal)) await edit.set(field, value);
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();
  const { body } = await theWriteAbout(customer);
  expect(Object.values(body).sort()).toEqual(Object.values(personal).sort());
  const spelled = [...Object.values(personal), digits, "23 Jul 1931", "July 23, 1931", "7/23/1931", "23/07/1931"];
  spelled.push(encodeURIComponent(personal["E-mail"]), encodeURIComponent(personal["Phone number"]));

  const api = `/api/apps${customer.path}`;
  const { id: operationId } = (await (await agent.request.get(api)).json()).activity[0];
  const check = {
    method: "POST",
    data: Buffer.from(JSON.stringify([{ operationId, app: customer.app, profileId: customer.profileId }])),
    headers: {
      "next-action": built.actions.find(({ name }) => name === "checkOperation")?.id ?? "",
      "content-type": "text/plain;charset=UTF-8",
    },
  };
  const places: [string, Sent][] = [
    [customer.path, {}],
    [customer.path, { headers: { rsc: "1" }, maxRedirects: 1 }],
    [api, {}],
    [`${api}/raw`, {}],
    [`${api}/purchases`, {}],
    [customer.path, check],
    [`/activity?customer=${customer.profileId}`, {}],
    [`/activity/record?about=${customer.profileId}`, {}],
    [`/activity/record?about=${customer.profileId}`, { headers: { rsc: "1" }, maxRedirects: 1 }],
    [`/api/audit/export?format=csv&about=${customer.profileId}`, {}],
    [`/api/audit/export?format=jsonl&about=${customer.profileId}`, {}],
  ];
  const held = async (role: Role) => {
    const { request } = await as(role);
    const sent = places.map(async ([path, { headers, ...how }]) => {
      const answer = await request.fetch(path, {
        maxRedirects: 0,
        ...how,
        headers: { origin: baseURL ?? "", ...headers },
      });
      const text = await answer.text();
      return spelled.filter((value) => text.includes(value)).map((value) => `${role}: ${path} holds ${value}`);
    });
    return (await Promise.all(sent)).flat();
  };
  for (const role of ["viewer", "agent", "lead", "admin", "auditor"] as const) expect(await held(role)).toEqual([]);
});
