import { aRole, can, type Role, whyNot } from "../../lib/auth/permissions";
import { listActions, listAddresses } from "../fixtures/build";
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
  await page.getByRole("link", { name: "See who may do what" }).click();
  const table = page.getByRole("table", { name: "Who may do what" });
  await expect(table.getByRole("columnheader", { name: "auditor (you)" })).toBeVisible();
  await expect(table.getByRole("row", { name: /^See customers yes yes yes yes no$/ })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(table.getByRole("row", { name: /^Export and verify the record no no no yes yes$/ })).toBeVisible();
});

test("personal data that was set from here is in no byte that anybody is sent unasked", async ({ as, baseURL }) => {
  const customer = await seedFull();
  const email = `private.${customer.profileId.slice(0, 8)}@example.com`;
  const agent = await as("agent");
  const edit = await openEditSheet(agent, customer);
  await edit.set("E-mail", email);
  await edit.reviewAndSave();
  await expect(edit.sheet).toBeHidden();

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
      return (await answer.text()).includes(email);
    });
    return Promise.all(sent);
  };
  const nowhere = places.map(() => false);
  for (const role of ["viewer", "agent", "lead", "admin", "auditor"] as const)
    expect(await held(role)).toEqual(nowhere);
});
