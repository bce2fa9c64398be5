import { expect, test } from "vitest";
import { agentOf, newCustomer, openWorld, plan } from "@/lib/operations/world.fixture";

const { env } = await import("@/lib/env");
const { findCustomer } = await import("./find-customer");
const { findRecorded } = await import("./record-find");
const { readCustomer } = await import("./read-customer");
const app = env.apps[0] as (typeof env.apps)[number];
const agent = agentOf("agent");

/** One customer's answer to a question about another, from a cache that is mixed up. */
async function mixUp() {
  const { db } = await openWorld();
  const customer = await newCustomer();
  await plan({
    mode: "json",
    body: { data: { profile_id: crypto.randomUUID(), customer_user_id: "somebody-else" } },
    match: { method: "GET" },
  });
  const told = async () => {
    const rows = await db.selectFrom("audit_event").selectAll().where("action", "=", "customer.mix_up").execute();
    expect(JSON.stringify(rows)).not.toContain("somebody-else");
    return rows;
  };
  return { ...customer, told };
}

test("F33: when Adapty answers with another customer nothing is shown, and the record tells of it", async () => {
  const { profileId, told } = await mixUp();
  expect(await readCustomer(app, profileId.toUpperCase(), agent)).toMatchObject({
    ok: false,
    error: { code: "identity_mismatch" },
  });
  expect(await told()).toMatchObject([
    {
      actor_id: "console",
      outcome: "denied",
      app: app.id,
      target_id: profileId,
      detail: expect.stringContaining(app.id),
    },
  ]);
});

test("F33: and so when a customer is looked for, without what was typed", async () => {
  const { customerUserId, told } = await mixUp();
  const found = await findRecorded({ actor: agent, app: app.id, text: customerUserId }, () =>
    findCustomer(app, customerUserId),
  );
  expect(found).toMatchObject({ ok: false, code: "identity_mismatch" });
  const rows = await told();
  expect(rows).toMatchObject([{ actor_id: "console", outcome: "denied", target_id: null }]);
  expect(JSON.stringify(rows)).not.toContain(customerUserId);
});

test("any other failure is no mix-up", async () => {
  const { db } = await openWorld();
  expect(await readCustomer(app, crypto.randomUUID(), agent)).toMatchObject({ ok: false });
  const rows = await db.selectFrom("audit_event").select("action").execute();
  expect(rows.map(({ action }) => action)).toEqual(["profile.view"]);
});
