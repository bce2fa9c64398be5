import { describe, expect, test } from "vitest";
import { comp, iso } from "../bodies.fixture";
import type { Snapshot } from "../snapshot";
import { planUndo } from "./plan";
import type { Done, SetBefore } from "./undo-plan";

const AT = Date.parse(iso(0));
const level = (expires_at: string | null, more: object = {}) => ({
  access_level_id: "premium",
  store: "adapty",
  store_product_id: "adapty_server_side_product",
  store_transaction_id: "t",
  starts_at: null,
  expires_at,
  ...more,
});
const having = (more: Partial<Snapshot>): Snapshot => ({
  timestamp: 1,
  revenueUsd: 0,
  accessLevels: [],
  attributes: [],
  subscription: null,
  nonSubscription: null,
  ...more,
});
const did = (name: Done["name"], request: unknown, before: Partial<Snapshot>, after: Partial<Snapshot>): Done => ({
  id: "id",
  app: "acme-ios",
  profileId: "p",
  name,
  state: "applied",
  request,
  before: having(before),
  after: having(after),
  erasedAt: null,
  sentAt: iso(-1),
  outcome: null,
});
const planned = (done: Done, setBefore: SetBefore = {}) => planUndo(done, { at: AT, setBefore });
const why = (done: Done, setBefore?: SetBefore) => {
  const plan = planned(done, setBefore);
  return plan.ok ? "it is undone" : plan.why;
};
const grant = (before: ReturnType<typeof level>[], after: ReturnType<typeof level>[], until: string | null = iso(50)) =>
  did(
    "access.grant",
    { access_level_id: "premium", expires_at: until },
    { accessLevels: before },
    { accessLevels: after },
  );

describe("a grant", () => {
  test("for life is taken back to the end that there was", () => {
    const plan = planned(grant([level(iso(9))], [level(null)], null));
    expect(plan).toMatchObject({ name: "access.revoke", body: { access_level_id: "premium", revoke_at: iso(9) } });
  });
  test("over access that has ended by now is ended at once", () => {
    expect(planned(grant([level(iso(-0.5))], [level(iso(50))]))).toMatchObject({ body: { revoke_at: null } });
  });
  test("that has ended by itself leaves nothing to undo", () => {
    expect(why(grant([], [level(iso(-0.1))], iso(-0.1)))).toContain("has ended by itself");
  });
  test("to what was for life before, or was to start later, is not undone", () => {
    expect(why(grant([level(null)], [level(iso(50))]))).toContain("was for life before");
    expect(why(grant([level(iso(60), { starts_at: iso(20) })], [level(iso(60))], iso(60)))).toContain(
      "start cannot be put back",
    );
  });
  test("before which Adapty did not say when access ends is not undone", () => {
    expect(why(grant([level("soon")], [level(iso(50))]))).toContain("did not say until when");
  });
});

describe("an end", () => {
  const ended = (before: ReturnType<typeof level>[]) =>
    did("access.revoke", { access_level_id: "premium" }, { accessLevels: before }, { accessLevels: [level(iso(-1))] });
  test("of what was to start later gives it back with its start", () => {
    const plan = planned(ended([level(iso(60), { starts_at: iso(20) })]));
    expect(plan).toMatchObject({ name: "access.grant", body: { starts_at: iso(20), expires_at: iso(60) } });
  });
  test("of what was for life gives it back for life", () => {
    expect(planned(ended([level(null)]))).toMatchObject({ body: { access_level_id: "premium", expires_at: null } });
  });
  test("of what was bought says that the purchase does not come back", () => {
    const bought = level(iso(20), { store: "app_store", store_product_id: "premium_monthly" });
    expect(JSON.stringify(planned(ended([bought])))).toContain("the purchase itself stays ended");
  });
});

describe("a transaction", () => {
  const free = comp("free", -1, 20);
  const set = (request: object, before: Partial<Snapshot> = {}) =>
    did("transaction.set", request, before, { subscription: { store_transaction_id: "free" } });
  test("that is a refund, or is dated ahead, is not undone", () => {
    expect(why(set({ ...free, refunded_at: iso(0) }))).toContain("A refund cannot be undone");
    expect(why(set(comp("free", 2, 20)))).toContain("dated ahead");
  });
  test("of which Adapty did not say what stood there before is not undone", () => {
    expect(why(set(free, { subscription: undefined } as never))).toContain("not known here");
  });
  test("a comp given back keeps the reason that it was cancelled for", () => {
    const held = { ...comp("comp_12345678", -5, 25), cancellation_reason: "unknown" };
    const done = did(
      "comp.end",
      { ...comp("comp_12345678", -5, 25), expires_at: iso(1) },
      { subscription: held },
      { subscription: held },
    );
    expect(planned(done)).toMatchObject({ name: "comp.reopen", body: { cancellation_reason: "unknown" } });
  });
});

describe("an edit", () => {
  const edit = (request: object, before: Snapshot["attributes"] = []) =>
    did("profile.update", request, { attributes: before }, { attributes: before });
  test("never sends a device again, and clears no country", () => {
    expect(
      why(edit({ installation_meta: { device_id: "d" } }), { installation_meta: { value: { device_id: "c" } } }),
    ).toContain("stays as it is: installation");
    expect(why(edit({ ip_country: "DE" }), { ip_country: { value: null } })).toContain("stays as it is: IP country");
  });
  test("that changed nothing Adapty shows has nothing to undo", () => {
    const held = [{ key: "plan", value: "gold" }];
    expect(why(edit({ custom_attributes: held }, held))).toContain("changed nothing that Adapty shows");
  });
  test("clears again what was cleared from here before, and says where it knows that from", () => {
    const plan = planned(edit({ first_name: "Zoe" }), { first_name: { value: null } });
    expect(plan).toMatchObject({ ok: true, body: { first_name: null } });
    expect(JSON.stringify(plan)).toContain("As last set from here before: first name.");
  });
});

test("what somebody said of a write by hand, what was erased and what is open is not undone", () => {
  const done = grant([], [level(iso(50))]);
  expect(why({ ...done, outcome: { code: "settled_by_hand", message: "" } })).toContain("not known here");
  expect(why({ ...done, erasedAt: iso(0) })).toContain("was erased");
  expect(why({ ...done, state: "unknown" })).toContain("not confirmed yet");
});
