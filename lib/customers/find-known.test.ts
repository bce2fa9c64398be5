import { describe, expect, test } from "vitest";
import { openOffice } from "@/lib/approvals/approvals.fixture";
import { fillForm, lead, newCustomer, secondPerson, writeOperation } from "@/lib/operations/world.fixture";

const { env } = await import("@/lib/env");
const { findOrRecall } = await import("./find-known");
const app = env.apps[0] as (typeof env.apps)[number];
const second = secondPerson();

describe("an id of former days", () => {
  test("leads to who was deleted from here, by either id, and to nobody in another app", async () => {
    await openOffice();
    const customer = await newCustomer();
    const { profileId, customerUserId } = customer;
    await writeOperation("access.grant", lead, await fillForm("access.grant", customer));
    expect(await findOrRecall(app, customerUserId)).toEqual({ ok: true, profileId, customerUserId });
    await writeOperation("profile.delete", lead, await fillForm("profile.delete", customer), second);
    const deleted = { by: lead.email, approver: second.approver.email, at: expect.any(String) };
    for (const id of [customerUserId, profileId, profileId.toUpperCase()]) {
      const found = await findOrRecall(app, id);
      expect(found, id).toMatchObject({ ok: false, code: "nothing_found", known: { profileId, deleted } });
    }
    for (const id of ["nobody", crypto.randomUUID()]) expect(await findOrRecall(app, id)).not.toHaveProperty("known");
    const other = { ...app, id: "another-app" };
    expect(await findOrRecall(other, customerUserId)).not.toHaveProperty("known");
  });
});
