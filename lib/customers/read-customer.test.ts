import { type Kysely, sql } from "kysely";
import { expect, test } from "vitest";
import type { Schema } from "@/lib/db/schema";
import { agentOf, newCustomer, openWorld, passTime } from "@/lib/operations/world.fixture";

const { env } = await import("@/lib/env");
const { readCustomerPage } = await import("./customer-page");
const { readCustomer, whyNotShown } = await import("./read-customer");
const app = env.apps[0] as (typeof env.apps)[number];
const agent = agentOf("agent");

const viewsIn = (db: Kysely<Schema>) =>
  db
    .selectFrom("audit_event")
    .select(["actor_id", "actor_role", "app", "target_id", "outcome"])
    .where("action", "=", "profile.view")
    .orderBy("seq")
    .execute();

test("a look at a customer is recorded, once a minute for whoever goes on looking", async () => {
  const { db } = await openWorld();
  const { profileId } = await newCustomer();
  const seen = (id: string) => ({ actor_id: id, app: "acme-ios", target_id: profileId, outcome: "allowed" });
  await Promise.all([readCustomerPage(app, profileId, agent), readCustomer(app, profileId.toUpperCase(), agent)]);
  expect(await viewsIn(db)).toMatchObject([seen(agent.id)]);
  await readCustomer(app, profileId, agentOf("viewer"));
  expect(await viewsIn(db)).toMatchObject([seen(agent.id), seen("test-viewer")]);
  passTime(60_000);
  await readCustomer(app, profileId, agent);
  expect(await viewsIn(db)).toMatchObject([seen(agent.id), seen("test-viewer"), seen(agent.id)]);
});

test("who is shown a customer whom somebody else read is recorded as well, or told why not", async () => {
  const { db } = await openWorld();
  const { app: id, profileId } = await newCustomer();
  const viewer = agentOf("viewer");
  expect(await whyNotShown(viewer, { app: id, profileId })).toBeNull();
  expect(await viewsIn(db)).toMatchObject([{ actor_id: viewer.id, target_id: profileId }]);
  await sql`create trigger full before insert on audit_event begin select raise(abort, 'full'); end`.execute(db);
  expect(await whyNotShown(agent, { app: id, profileId })).toMatch(/^This customer is not shown: /);
});

test("what was typed in the place of a profile id is refused without a trace: it may be anybody's e-mail", async () => {
  const { db } = await openWorld();
  const refused = await readCustomer(app, "zoe@example.com", agent);
  expect(refused).toMatchObject({ ok: false, error: { kind: "not_reached" } });
  expect(await viewsIn(db)).toEqual([]);
});

test("who cannot be recorded looking is shown nothing, and the next look is", async () => {
  const { db } = await openWorld();
  const { profileId } = await newCustomer();
  await sql`create trigger full before insert on audit_event begin select raise(abort, 'full'); end`.execute(db);
  const refused = await readCustomerPage(app, profileId, agent);
  expect(refused).toEqual({ ok: false, error: expect.objectContaining({ code: "cannot_record" }) });
  await sql`drop trigger full`.execute(db);
  expect(await readCustomerPage(app, profileId, agent)).toMatchObject({ ok: true });
});
