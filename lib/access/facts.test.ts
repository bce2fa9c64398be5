import { expect, test } from "vitest";
import { isActive, isInGrace, isSandbox, originOf, willRenew } from "./facts";
import { comp, grant, inDays, level, NOW, purchase, subscription } from "./profile.fixture";

test("access ends at the very instant of expires_at, to the microsecond", () => {
  const end = (text: string) => isActive(level({ expires_at: text }), Date.parse("2027-03-02T12:00:00.517Z"));
  expect(end("2027-03-02T12:00:00.517000+0000")).toBe(false);
  expect(end("2027-03-02T12:00:00.517001+0000")).toBe(true);
  expect(end("2027-03-02T12:00:00.516999+00:00")).toBe(false);
});

test("access starts at the very instant of starts_at and not before", () => {
  expect(isActive(level({ starts_at: inDays(0) }), NOW)).toBe(true);
  expect(isActive(level({ starts_at: inDays(0) }), NOW - 1)).toBe(false);
  expect(isActive(level({ starts_at: inDays(2), expires_at: null }), NOW)).toBe(false);
});

test("a null end is for life, a missing or unreadable end is not", () => {
  expect(isActive(level({ expires_at: null }), NOW)).toBe(true);
  for (const expires_at of [undefined, "", "soon", "2027-02-31T00:00:00Z", "2027-05-01T00:00:00"]) {
    expect(isActive(level({ expires_at }), NOW)).toBe("cannot_tell");
    expect(isActive(subscription({ expires_at }), NOW)).toBe("cannot_tell");
  }
});

test("a level without a start has started, one whose start is unreadable cannot be told", () => {
  expect(isActive(level({ starts_at: undefined }), NOW)).toBe(true);
  expect(isActive(level({ starts_at: "tomorrow", expires_at: null }), NOW)).toBe("cannot_tell");
  expect(isActive(level({ starts_at: undefined, expires_at: inDays(-1) }), NOW)).toBe(false);
});

test("a grace period keeps access past its date, but not before the start", () => {
  const late = { is_in_grace_period: true, expires_at: inDays(-1) };
  expect(isActive(level(late), NOW)).toBe(true);
  expect(isInGrace(level(late))).toBe(true);
  expect(isActive(level({ ...late, starts_at: inDays(1) }), NOW)).toBe(false);
  expect(isActive(level({ ...late, is_in_grace_period: undefined }), NOW)).toBe(false);
});

test("a subscription renews while it runs and nobody cancelled it", () => {
  expect(willRenew(subscription(), NOW)).toBe(true);
  expect(willRenew(subscription({ renewal_cancelled_at: inDays(-1) }), NOW)).toBe(false);
  expect(willRenew(subscription({ renewal_cancelled_at: undefined }), NOW)).toBe("cannot_tell");
  expect(willRenew(subscription({ expires_at: inDays(-1) }), NOW)).toBe(false);
  expect(willRenew(subscription({ expires_at: null }), NOW)).toBe(false);
});

test("comps and grants never renew", () => {
  expect(willRenew(subscription({ ...comp, renewal_cancelled_at: null }), NOW)).toBe(false);
  expect(willRenew(level(grant()), NOW)).toBe(false);
});

test("the origin is read from the product marker, then from the transaction id", () => {
  expect(originOf(level(grant()))).toBe("access_only");
  expect(originOf(level(grant("adapty_dashboard_product")))).toBe("dashboard");
  expect(originOf(level(grant("adapty_promotion")))).toBe("promotion");
  expect(originOf(level(grant("constructor")))).toBe("unknown");
  expect(originOf(subscription(comp))).toBe("comp_subscription");
  expect(originOf(purchase())).toBe("purchase");
  expect(originOf(level({ store: null, store_transaction_id: null, store_original_transaction_id: null }))).toBe(
    "unknown",
  );
});

test("Sandbox is told from Production and from a missing environment", () => {
  expect(isSandbox(purchase({ environment: "Sandbox" }))).toBe(true);
  expect(isSandbox(purchase())).toBe(false);
  expect(isSandbox(purchase({ environment: undefined }))).toBe("cannot_tell");
});
