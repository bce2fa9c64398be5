import { expect, test } from "vitest";
import { comp, grant, inDays, iso, level, NOW, profile, purchase, subscription } from "./profile.fixture";
import { buildTimeline } from "./timeline";

const DAY = 86_400_000;
type Sections = Parameters<typeof profile>[0];
const lanes = (sections: Sections) => buildTimeline(profile(sections), NOW).lanes;
const lane = (sections: Sections, title: string) => lanes(sections).find((held) => held.title === title);
const period = (id: string, from: number, to: number, more = {}) =>
  subscription({ store_transaction_id: id, purchased_at: inDays(from), expires_at: inDays(to), ...more });

test("each period is a bar, cut where the next begins; the first is a purchase, the others are renewals", () => {
  const store = lane({ subscriptions: [period("1000", -60, -29), period("2", -30, 1)] }, "App Store");
  expect(store?.bars.map(({ from, to, kind }) => [(from - NOW) / DAY, ((to ?? 0) - NOW) / DAY, kind])).toEqual([
    [-60, -30, "paid"],
    [-30, 1, "paid"],
  ]);
  expect(store?.marks.map((mark) => mark.kind).toSorted()).toEqual(["purchase", "renewal"]);
  expect(store?.bars[1]?.label).toBe("premium_monthly: paid, 31 Jan 2027 to 03 Mar 2027 (UTC)");
});

test("trial, grace, billing issue, Sandbox and comps are bars of their own kind", () => {
  const kinds = (changes: object) => lanes({ subscriptions: [subscription(changes)] })[0]?.bars.map((bar) => bar.kind);
  expect(kinds({ offer: { type: "free_trial" } })).toEqual(["trial"]);
  expect(kinds({ billing_issue_detected_at: inDays(-1) })).toEqual(["paid", "billing_issue"]);
  expect(kinds({ is_in_grace_period: true, expires_at: inDays(-1), billing_issue_detected_at: inDays(-1) })).toEqual([
    "paid",
    "grace",
  ]);
  expect(kinds({ environment: "Sandbox" })).toEqual(["sandbox"]);
  expect(lane({ subscriptions: [subscription(comp)] }, "Support")?.bars[0]?.kind).toBe("comp");
});

test("cancelling and refunds are marks, said once however many periods repeat them", () => {
  const off = { renewal_cancelled_at: inDays(-2) };
  const marks = lane({ subscriptions: [period("1", -60, -30, off), period("2", -30, 5, off)] }, "App Store")?.marks;
  expect(marks?.filter((mark) => mark.kind === "cancelled")).toHaveLength(1);
  const refund = { ...off, cancellation_reason: "refund" };
  expect(lane({ subscriptions: [subscription(refund)] }, "App Store")?.marks.map((mark) => mark.kind)).toContain(
    "refund",
  );
});

test("the access lane joins the periods of the chain behind it and stops where the level ends", () => {
  const sections = {
    subscriptions: [period("1000", -60, -30), period("2", -30, 10)],
    access_levels: [level({ expires_at: inDays(-1) })],
  };
  expect(lane(sections, "Premium")?.bars).toMatchObject([{ from: NOW - 60 * DAY, to: NOW - DAY, kind: "paid" }]);
});

test("access for life has no end, and a grant without a purchase is a comp", () => {
  const sections = { access_levels: [level({ ...grant(), expires_at: null })] };
  expect(lane(sections, "Premium")?.bars).toMatchObject([
    { to: null, kind: "comp", label: expect.stringContaining("for life") },
  ]);
});

test("subscriptions of one store that ran at the same time get a lane each, later ones share", () => {
  const other = { store_original_transaction_id: "other" };
  const titles = (second: ReturnType<typeof period>) =>
    lanes({ subscriptions: [period("1000", -60, -30), second] }).map((held) => held.title);
  expect(titles(period("5", -40, -20, other))).toEqual(["App Store", "App Store"]);
  expect(titles(period("5", -20, -10, other))).toEqual(["App Store"]);
});

test("one-time purchases are marks that link to their rows, refunds among them", () => {
  const once = lane({ non_subscriptions: [purchase(), purchase({ purchase_id: "p-2", is_refund: true })] }, "One-time");
  expect(once?.marks).toMatchObject([
    { kind: "purchase", count: 1, rowId: "purchase-p-1" },
    { kind: "refund", count: 1, rowId: "purchase-p-2" },
  ]);
});

test("10,000 purchases and 10,000 subscriptions stay one picture that says what it counts", () => {
  const { lanes, earlier } = buildTimeline(
    profile({
      subscriptions: Array.from({ length: 10_000 }, (_, n) =>
        period(`t${n}`, -n / 20 - 1, -n / 20, {
          store: `store-${n % 40}`,
          store_original_transaction_id: `o${n % 999}`,
        }),
      ),
      non_subscriptions: Array.from({ length: 10_000 }, (_, n) => purchase({ purchased_at: iso(NOW - n * 3_600_000) })),
    }),
    NOW,
  );
  expect(lanes.length).toBeLessThanOrEqual(15);
  expect(lanes.flatMap((held) => held.bars).length).toBeLessThanOrEqual(200);
  expect(lanes.flatMap((held) => held.marks).length).toBeLessThanOrEqual(300);
  const once = lanes.find((held) => held.id === "one-time");
  expect(once?.marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(10_000 - earlier);
  expect(once?.marks[0]?.label).toMatch(/^\d+ purchases, .* \(UTC\)$/);
  expect(once?.marks[0]?.rowId).toBe("purchases");
});

test("the picture reaches three years back and one ahead at most, and counts what it leaves out", () => {
  const { domain, earlier, undated } = buildTimeline(
    profile({
      subscriptions: [period("1", -4000, -3970), period("2", -5, 90_000, { store_original_transaction_id: "b" })],
      non_subscriptions: [purchase({ purchased_at: "long ago" })],
    }),
    NOW,
  );
  expect([(domain.from - NOW) / DAY, (domain.to - NOW) / DAY]).toEqual([-3 * 365, 365]);
  expect([earlier, undated]).toEqual([2, 1]);
});

test("an empty profile is an empty picture around today", () => {
  const empty = buildTimeline({ profile_id: "a0000000-0000-4000-8000-000000000009" }, NOW);
  expect(empty).toMatchObject({ lanes: [], earlier: 0, undated: 0 });
  expect(empty.domain.from < NOW && empty.domain.to > NOW).toBe(true);
});
