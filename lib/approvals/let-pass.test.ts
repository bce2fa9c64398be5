import { expect, test } from "vitest";
import { bodies } from "@/lib/operations/bodies.fixture";
import type { OperationName } from "@/lib/operations/catalogue";
import {
  fillForm,
  forget,
  newCustomer,
  openWorld,
  saveSettings,
  sentFor,
  writeOperation,
} from "@/lib/operations/world.fixture";
import type { Limits } from "@/lib/settings/limits";
import type { Reason } from "@/lib/settings/reasons";
import { addAccount, addTeam, forLife, shownOf, until } from "./approvals.fixture";

const { noLimits } = await import("@/lib/settings/limits");
const { readStoredSettings } = await import("@/lib/settings/store");
const { requestApproval } = await import("./request-approval");
const { approveRequest } = await import("./approve");
const { openRequest } = await import("./open-request");

const agent = { ...noLimits.agent, daysPerGrant: 1 };
const leads = (lead: Partial<Limits["lead"]>): Limits => ({ agent, lead: { ...noLimits.lead, ...lead } });

/** What mia, or a lead of the name of lou, asked for; `limits` are those that hold when it is opened. */
async function ask(name: OperationName, body: object | undefined, limits: Limits, why?: { reason: string }) {
  const { db } = await openWorld();
  const { mia, lena, adam } = await addTeam(db);
  const lou = await addAccount(db, "lead", "lou");
  await saveSettings({ limits });
  const customer = await newCustomer({ transactions: [] });
  const asker = name === "access.grant" || name === "comp.grant" ? mia : lou;
  const form = await fillForm(name, customer, { body: body as never, why });
  const shown = await shownOf(await requestApproval(name, asker, form));
  await forget();
  const open = async (by: typeof lena) => (await openRequest(by, shown.id, new Date()))?.look;
  return { lena, adam, customer, shown, open };
}

test.each<[string, OperationName, object | undefined, Limits, string]>([
  [
    "a deletion",
    "profile.delete",
    undefined,
    leads({}),
    "Nobody deletes a customer alone: an admin has to approve it.",
  ],
  [
    "too many days at once",
    "access.grant",
    until(40),
    leads({ daysPerGrant: 30 }),
    "Over the limit of your role: a lead may give 30 days at once at most, this gives 40.",
  ],
  [
    "for life, where that is switched off",
    "access.grant",
    forLife,
    leads({ lifetime: false }),
    "Over the limit of your role: a lead may not grant lifetime access: that is switched off in Settings.",
  ],
  [
    "a transaction, where that is switched off",
    "transaction.set",
    bodies["transaction.set"](""),
    leads({ transactions: false }),
    "Over the limit of your role: a lead may not enter a transaction: that is switched off in Settings.",
  ],
  [
    "too many days for the customer",
    "access.grant",
    until(40),
    leads({ daysPerCustomer: 30 }),
    "Over the limit of your role: a lead may bring a customer to 30 days of access in 90 days at most, whoever gives them. This customer was given 0 already, this gives 40.",
  ],
])("a lead who may not let it pass reads why before they press: %s", async (_, name, body, limits, why) => {
  const { lena, adam, customer, shown, open } = await ask(name, body, limits);
  expect(await open(lena)).toMatchObject({ preview: expect.any(Object), beyond: why });
  const refused = await approveRequest(lena, shown);
  expect(refused).toMatchObject({
    ok: false,
    error: { outcome: "not_sent", message: expect.stringContaining(why) },
  });
  expect((await sentFor(customer)).bodies).toEqual([]);
  expect(await open(adam)).not.toHaveProperty("beyond");
});

test("a lead whose grants of today are used up reads it, too", async () => {
  const limits = leads({ grantsPerDay: 1 });
  const { lena, shown, open } = await ask("access.grant", until(40), limits);
  expect(await open(lena)).not.toHaveProperty("beyond");
  const other = await fillForm("access.grant", await newCustomer(), { body: until(40) });
  expect(await writeOperation("access.grant", lena, other)).toMatchObject({ ok: true });
  const why = "Over the limit of your role: a lead may make 1 grant a day, and that is reached today.";
  expect(await open(lena)).toMatchObject({ beyond: why });
  expect(await approveRequest(lena, shown)).toMatchObject({ error: { outcome: "not_sent", code: "over_limit" } });
});

test("a lead within their own limits is told nothing, and what they approve passes", async () => {
  const limits = leads({ daysPerGrant: 40, grantsPerDay: 1, daysPerCustomer: 40 });
  const { lena, shown, open } = await ask("access.grant", until(40), limits);
  expect(await open(lena)).not.toHaveProperty("beyond");
  expect(await approveRequest(lena, shown)).toMatchObject({ ok: true });
});

test.each([
  ["taken out of Settings", (reasons: Reason[]) => reasons.filter(({ code }) => code !== "COURTESY")],
  ["to be given with a note", (reasons: Reason[]) => reasons.map((reason) => ({ ...reason, noteRequired: true }))],
])("a reason that is %s while it waits is asked of nobody who approves", async (_, change) => {
  const { lena, shown, open } = await ask("access.grant", forLife, leads({}), { reason: "COURTESY" });
  const { settings } = await readStoredSettings();
  await saveSettings({ reasons: change(settings.reasons) });
  expect(await open(lena)).not.toHaveProperty("beyond");
  expect(await approveRequest(lena, shown)).toMatchObject({ ok: true });
});

test.each<[string, OperationName, object | undefined, string]>([
  ["access level", "access.grant", forLife, "This access level is not among those to give in Settings."],
  ["comp product", "comp.grant", undefined, "This product is not among the comp products in Settings."],
])(
  "nobody who decides is let press for a %s that Settings offer no more, and each reads why",
  async (_, name, body, why) => {
    const { lena, adam, shown, customer, open } = await ask(name, body, leads({}));
    await saveSettings({ grantables: [] });
    for (const person of [lena, adam]) {
      expect(await open(person)).toMatchObject({ beyond: why });
      expect(await approveRequest(person, shown)).toMatchObject({
        error: { code: "not_allowed", message: `${why} Nothing was sent.` },
      });
    }
    expect((await sentFor(customer)).bodies).toEqual([]);
  },
);
