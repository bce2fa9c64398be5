import { expect, test } from "vitest";
import { grant, inDays, level, subscription } from "./profile.fixture";
import { read } from "./verdict.fixture";

test("access that ended, and why", () => {
  const ended = { expires_at: inDays(-28), renewal_cancelled_at: inDays(-30) };
  expect(read({ access_levels: [level(ended)], subscriptions: [subscription(ended)] })).toEqual({
    answer: "no",
    tone: "over",
    headline: "No access. Premium ended {2027-02-02}.",
    proofs: [
      "Was paid by the [App Store subscription] premium_monthly, bought {2027-02-20}.",
      "Auto-renew was turned off {2027-01-31}.",
    ],
  });
});

test("access that ended with a refund", () => {
  const refunded = { expires_at: inDays(-1), cancellation_reason: "refund", renewal_cancelled_at: inDays(-1) };
  const { headline, proofs } = read({ access_levels: [level(refunded)], subscriptions: [subscription(refunded)] });
  expect(headline).toBe("No access. Premium ended {2027-03-01} after a refund.");
  expect(proofs).toContain("The purchase behind it was refunded.");
});

test("a subscription that runs and yet gives no access is pointed out", () => {
  const { answer, proofs } = read({ access_levels: [], subscriptions: [subscription()] });
  expect(answer).toBe("no");
  expect(proofs).toEqual([
    "A paid [App Store subscription] is running until {2027-03-22} and renews, yet it gives no access.",
  ]);
});

test("access that starts later", () => {
  const { answer, tone, headline } = read({ access_levels: [level({ ...grant(), starts_at: inDays(3) })] });
  expect([answer, tone]).toEqual(["no", "info"]);
  expect(headline).toBe("No access now: Premium starts {2027-03-05}, until {2027-03-22}.");
});

test("a date left out or unreadable is said, never guessed", () => {
  const cannot = (changes: object) => read({ access_levels: [level(changes)] });
  expect(cannot({ expires_at: undefined })).toMatchObject({ answer: "cannot_tell", tone: "unknown" });
  expect(cannot({ expires_at: undefined }).headline).toBe(
    "Cannot tell whether Premium is active: Adapty did not say when it ends.",
  );
  expect(cannot({ expires_at: "next week" }).headline).toBe(
    "Cannot tell whether Premium is active: the date Adapty gave for when it ends cannot be read.",
  );
  expect(cannot({ starts_at: "soon" }).headline).toContain("the date Adapty gave for when it starts cannot be read.");
});
