import { describe, expect, test } from "vitest";
import type { Profile, Subscription } from "@/lib/adapty/profile";
import { bodies, COMP_ID, callOf, comp, iso } from "./bodies.fixture";
import { readBackTransaction } from "./read-back";
import { readableFrom, takeSnapshot } from "./snapshot";
import {
  fillForm,
  findOperation,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  readCustomer,
  recheckOperation,
  sentFor,
  writeOperation,
} from "./world.fixture";

const read = { method: "GET", path: "/profile/" };
const withoutStores = (profile: Profile) => ({
  ...profile,
  subscriptions: profile.subscriptions?.map(({ store: _, ...entry }) => entry),
});

test("a transaction that arrived is found where Adapty gives no store, and is not sent again", async () => {
  await openWorld();
  const customer = await newCustomer({ transactions: [] });
  const input = await fillForm("transaction.set", customer);
  await plan({ mode: "status", status: 500, when: "after", match: callOf["transaction.set"] });
  await plan({ mode: "json", match: read, body: { data: await readCustomer(customer) }, when: "before" });
  await plan({ mode: "html", match: read, status: 403, when: "before" });
  expect(await writeOperation("transaction.set", lead, input)).toMatchObject({ error: { outcome: "unknown" } });
  passTime(QUIET_MS + 1000);
  const data = withoutStores(await readCustomer(customer));
  await plan({ mode: "json", match: read, body: { data }, when: "before" });
  await recheckOperation(input.target.operationId);
  expect(await findOperation(input.target.operationId)).toMatchObject({ state: "applied" });
  expect((await sentFor(customer)).bodies).toHaveLength(1);
});

describe("an entry without a store", () => {
  const body = comp(COMP_ID, -5, 20);
  const held = { store_transaction_id: COMP_ID, purchased_at: iso(-5), expires_at: iso(25) };
  const holding = (...subscriptions: Subscription[]) => ({ profile_id: "p", subscriptions });
  const around = (...subscriptions: Subscription[]) => ({
    before: readableFrom(takeSnapshot(holding(...subscriptions), body)),
    now: Date.parse(iso(0)),
  });

  test("is the one that a correction changed", () => {
    const after = holding({ ...held, expires_at: iso(20) });
    expect(readBackTransaction(after, body, around(held))).toBe("applied");
    expect(readBackTransaction(holding(held), body, around(held))).toBe("not_applied");
  });

  test("is kept as what the customer had", () => {
    expect(takeSnapshot(holding(held), body).subscription).toEqual(held);
  });

  test("leaves open whether it arrived when another has the same id", () => {
    const after = holding(held, { ...held, expires_at: iso(20) });
    expect(readBackTransaction(after, body, around(held))).toBe("cannot_tell");
  });
});

test("a comp can be ended where Adapty gives no store of it", async () => {
  await openWorld();
  const customer = await newCustomer();
  const profile = await readCustomer(customer);
  const input = await fillForm("comp.end", customer, { body: bodies["comp.end"]("") });
  await plan({ mode: "json", match: read, body: { data: withoutStores(profile) }, when: "before" });
  expect(await writeOperation("comp.end", lead, input)).toMatchObject({ ok: true });
});
