import type { Kysely } from "kysely";
import { expect, test, vi } from "vitest";
import { fillUp, makeRoom } from "@/lib/db/full.fixture";
import type { Schema } from "@/lib/db/schema";
import { watchLog } from "@/lib/log/log.fixture";
import { agentOf, newCustomer, openWorld, passTime } from "@/lib/operations/world.fixture";

const { env } = await import("@/lib/env");
const { countUnrecorded, MOST_KEPT, recordLook } = await import("@/lib/audit/record-look");
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

test("who is shown a customer whom somebody else read is recorded as well", async () => {
  const { db } = await openWorld();
  const { app: id, profileId } = await newCustomer();
  const viewer = agentOf("viewer");
  expect(await whyNotShown(viewer, { app: id, profileId })).toBeNull();
  expect(await viewsIn(db)).toMatchObject([{ actor_id: viewer.id, target_id: profileId }]);
});

test("what was typed in the place of a profile id is refused without a trace: it may be anybody's e-mail", async () => {
  const { db } = await openWorld();
  const refused = await readCustomer(app, "zoe@example.com", agent);
  expect(refused).toMatchObject({ ok: false, error: { kind: "not_reached" } });
  expect(await viewsIn(db)).toEqual([]);
});

test("F36: while looks cannot be recorded customers are shown all the same, and the looks recorded afterwards, as of then", async () => {
  const { db } = await openWorld();
  const { profileId } = await newCustomer();
  const told = watchLog();
  await fillUp(db, "insert on audit_event");
  const before = new Date().toISOString();
  expect(await readCustomerPage(app, profileId, agent)).toMatchObject({ ok: true });
  expect(await readCustomerPage(app, profileId, agentOf("viewer"))).toMatchObject({ ok: true });
  const after = new Date().toISOString();
  expect([await viewsIn(db), countUnrecorded()]).toEqual([[], 2]);
  expect(told).toMatchObject([{ level: "error", msg: expect.stringMatching(/^Who looks at customers cannot/) }]);

  await makeRoom(db);
  await vi.waitFor(() => expect(countUnrecorded()).toBe(0), { timeout: 30_000 });
  const seen = { target_id: profileId, outcome: "allowed" };
  expect(await viewsIn(db)).toMatchObject([
    { actor_id: agent.id, ...seen },
    { actor_id: "test-viewer", ...seen },
  ]);
  const rows = await db.selectFrom("audit_event").select("detail").where("action", "=", "profile.view").execute();
  for (const { detail } of rows) {
    const { looked_at: at } = JSON.parse(detail ?? "{}") as { looked_at: string };
    expect(before <= at && at <= after).toBe(true);
  }
});

test("when too many looks are kept nobody is shown anything more", async () => {
  const { db } = await openWorld();
  const { profileId } = await newCustomer();
  await fillUp(db, "insert on audit_event");
  const look = { actor: agent, action: "customer.find", outcome: "allowed" } as const;
  await Promise.all(Array.from({ length: MOST_KEPT }, () => recordLook(look)));
  const refused = await readCustomerPage(app, profileId, agent);
  expect(refused).toEqual({ ok: false, error: expect.objectContaining({ code: "cannot_record" }) });
  await makeRoom(db);
  await vi.waitFor(() => expect(countUnrecorded()).toBe(0), { timeout: 30_000 });
  expect(await readCustomerPage(app, profileId, agent)).toMatchObject({ ok: true });
});
