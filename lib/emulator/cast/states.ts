import { type CastMember, ios } from "./member";
import { type At, FREE_TRIAL, subscription } from "./purchases";

const cancelled = (at: At, days: number) =>
  ({ renew_status: false, renew_status_changed_at: at(days), cancellation_reason: "voluntarily_cancelled" }) as const;

/** One customer for each of Adapty's state words. */
export const states = (at: At): CastMember[] => [
  ios("anna.subscribed", "Subscribed: pays monthly, renewed five times, 18 days left.", {
    custom_attributes: [
      { key: "favourite_sport", value: "yoga" },
      { key: "plan_seats", value: 3 },
    ],
    transactions: subscription(at, { id: "2000000100001", from: -162, periods: 6 }),
  }),
  ios("ben.auto-renew-off", "Auto-renew off: has access for 12 more days, then it ends.", {
    transactions: subscription(at, { id: "2000000100002", from: -78, periods: 3, last: cancelled(at, -4) }),
  }),
  ios("carla.subscription-cancelled", "Subscription cancelled: turned renewal off, ran out 20 days ago.", {
    transactions: subscription(at, { id: "2000000100003", from: -110, periods: 3, last: cancelled(at, -31) }),
  }),
  ios("dario.billing-issue", "Billing issue: the card failed, no grace period, no access for 2 days.", {
    transactions: subscription(at, {
      id: "2000000100004",
      from: -62,
      periods: 2,
      last: { billing_issue_detected_at: at(-2), cancellation_reason: "billing_error" },
    }),
  }),
  ios("elif.grace-period", "Grace period: the card failed a day ago, access goes on for 5 more days.", {
    transactions: subscription(at, {
      id: "2000000100005",
      from: -91,
      periods: 3,
      last: { billing_issue_detected_at: at(-1.2), grace_period_expires_at: at(5) },
    }),
  }),
  ios("farid.active-trial", "Active trial: 7 days free, 3 left, renews.", {
    transactions: subscription(at, { id: "2000000100006", from: -4, days: 7, price: 0, all: { offer: FREE_TRIAL } }),
  }),
  ios("greta.trial-cancelled", "Trial cancelled: still runs for a day, will not be charged.", {
    transactions: subscription(at, {
      id: "2000000100007",
      from: -6,
      days: 7,
      price: 0,
      all: { offer: FREE_TRIAL, ...cancelled(at, -5) },
    }),
  }),
  ios("gustav.trial-expired", "Trial cancelled and run out: never paid.", {
    transactions: subscription(at, {
      id: "2000000100008",
      from: -40,
      days: 7,
      price: 0,
      all: { offer: FREE_TRIAL, ...cancelled(at, -38) },
    }),
  }),
  ios("hana.never-subscribed", "Never subscribed: a profile and nothing else.", {}),
];
