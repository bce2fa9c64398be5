import type { Kysely } from "kysely";
import { expect, test, vi } from "vitest";
import type { Schema } from "@/lib/db/schema";
import { agentOf, countCalls, forget, newCustomer, openWorld, passTime } from "@/lib/operations/world.fixture";

vi.hoisted(() => {
  process.env.LOOKS_PER_HOUR = "2";
});
const { env } = await import("@/lib/env");
const { readCustomer, statusOf } = await import("./read-customer");
const { readLeftFor } = await import("./left-for");
const { findRecorded } = await import("./record-find");
const app = env.apps[0] as (typeof env.apps)[number];
const MINUTE = 60_000;

const refusals = (db: Kysely<Schema>) =>
  db.selectFrom("audit_event").select(["action", "actor_id", "detail"]).where("outcome", "=", "denied").execute();

test("an account opens so many different customers within an hour; the same again is no other", async () => {
  const { db } = await openWorld();
  const agent = agentOf("agent", "one");
  const [first, second, third] = [await newCustomer(), await newCustomer(), await newCustomer()];
  const open = async ({ profileId }: { profileId: string }, who = agent) => readCustomer(app, profileId, who);
  for (const customer of [first, first]) expect(await open(customer)).toMatchObject({ ok: true });
  passTime(40 * MINUTE);
  expect(await open(second)).toMatchObject({ ok: true });
  passTime(5 * MINUTE);

  await forget();
  const refused = await open(third);
  expect(refused).toMatchObject({ ok: false, error: { code: "too_many" } });
  if (refused.ok) throw new Error("It was shown.");
  expect(refused.error.message).toBe(
    "This customer is not shown. You have reached 2 customers within an hour, the most for one account. The next is open to you in 15 minutes. Who needs more asks an admin.",
  );
  expect(statusOf(refused.error)).toBe(429);
  await open(third);
  expect(await countCalls()).toEqual({});
  expect(await refusals(db)).toMatchObject([
    { action: "profile.view", actor_id: "one", detail: '{"code":"too_many"}' },
  ]);

  expect(await open({ profileId: first.profileId.toUpperCase() })).toMatchObject({ ok: true });
  expect(await open(third, agentOf("agent", "another"))).toMatchObject({ ok: true });
  passTime(15 * MINUTE);
  expect(await open(third)).toMatchObject({ ok: true });
  expect(await open(first)).toMatchObject({ ok: false, error: { code: "too_many" } });
});

test("to ask what was given to a customer is a look at them like any other", async () => {
  const { db } = await openWorld();
  const agent = agentOf("agent", "four");
  const leftFor = ({ app, profileId }: { app: string; profileId: string }) =>
    readLeftFor(agent, { app, profileId }, new Date());
  const [first, second, third] = [await newCustomer(), await newCustomer(), await newCustomer()];
  expect(await readCustomer(app, first.profileId, agent)).toMatchObject({ ok: true });
  for (const customer of [first, { ...first, profileId: first.profileId.toUpperCase() }, second])
    expect(await leftFor(customer)).toHaveProperty("left");
  expect(await leftFor(third)).toEqual({
    why: expect.stringMatching(/^This customer is not shown\. You have reached 2 /),
  });
  const seen = await db.selectFrom("audit_event").select(["target_id"]).where("outcome", "=", "allowed").execute();
  expect(seen.map(({ target_id }) => target_id)).toEqual([first.profileId, second.profileId]);
  expect(await readCustomer(app, third.profileId, agent)).toMatchObject({ error: { code: "too_many" } });
});

test("so are searches counted, whatever they find, and none beyond asks Adapty", async () => {
  await openWorld();
  let looked = 0;
  const search = (text: string) =>
    findRecorded({ actor: agentOf("agent", "three"), app: app.id, text }, async () => {
      looked += 1;
      return { ok: false, code: "nothing_found", message: "", tried: [] };
    });
  const codes = [];
  for (const text of ["a", "b", "c"]) codes.push((await search(text)) as { code: string });
  expect(codes).toMatchObject([{ code: "nothing_found" }, { code: "nothing_found" }, { code: "too_many" }]);
  expect(looked).toBe(2);
});
