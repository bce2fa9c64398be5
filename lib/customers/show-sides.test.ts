import { expect, test } from "vitest";
import { iso } from "@/lib/operations/bodies.fixture";
import { agentOf, countCalls, forget, newCustomer, openWorld } from "@/lib/operations/world.fixture";
import { act } from "./preview-undo.fixture";

const { env } = await import("@/lib/env");
const { showSides } = await import("./show-sides");
const app = env.apps.find(({ id }) => id === "acme-ios") as (typeof env.apps)[number];
const lead = agentOf("lead", "who-settles");
const until = (days: number) => ["until ", { instant: Date.parse(iso(days)) }];

test("both sides of an operation are what the journal kept of before, and what Adapty shows by one call", async () => {
  await openWorld();
  const customer = await newCustomer();
  const operationId = await act("access.grant", customer);
  await forget();
  const shown = await showSides(app, { profileId: customer.profileId, operationId }, lead);
  expect(shown).toMatchObject({
    ok: true,
    sides: { asked: ["Premium", " until ", until(50)[1]], sides: [{ what: "Premium", same: false }] },
  });
  const [premium] = (shown?.ok ? shown.sides.sides : []) as { before: unknown; now: unknown }[];
  expect(premium?.before).toEqual(expect.arrayContaining(until(25)));
  expect(premium?.now).toEqual(expect.arrayContaining(until(50)));
  expect(Object.values(await countCalls()).reduce((sum, count) => sum + count, 0)).toBe(1);
});

test("an operation of another customer is answered like one that is not there", async () => {
  await openWorld();
  const [customer, other] = [await newCustomer(), await newCustomer()];
  const operationId = await act("access.grant", other);
  expect(await showSides(app, { profileId: customer.profileId, operationId }, lead)).toBeUndefined();
});
