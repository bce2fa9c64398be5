import { type CastMember, ios } from "./member";
import { type At, comp, oneTime, subscription } from "./purchases";

const DASHBOARD_PRODUCT = "adapty_dashboard_product";

/** Lifetime, refunds, revocations and the four ways to have access without paying. */
export const access = (at: At): CastMember[] => [
  ios("ivan.lifetime", "Lifetime: bought premium_lifetime once, access never ends.", {
    transactions: [oneTime(at, "2000000200001", "premium_lifetime", 400, 149.99)],
  }),
  ios("jana.refunded", "Refunded: got the money for the running year back, access ended with it.", {
    transactions: subscription(at, {
      id: "2000000200002",
      from: -50,
      days: 365,
      price: 59.99,
      all: {
        store_product_id: "premium_annual",
        renew_status: false,
        renew_status_changed_at: at(-9),
        refunded_at: at(-9),
        cancellation_reason: "refund",
      },
    }),
  }),
  ios("jonas.lifetime-refunded", "A refunded lifetime purchase: no access since a month.", {
    transactions: [
      oneTime(at, "2000000200003", "premium_lifetime", 60, 149.99, {
        refunded_at: at(-30),
        cancellation_reason: "refund",
      }),
    ],
  }),
  ios("lena.comp-from-console", "A comp made by this console: a free month in the store `support`, 25 days left.", {
    transactions: comp(at, "lena-2f6b0c", -5, 30),
  }),
  ios("marc.comp-from-api", "Access granted by the server API, without a transaction, 40 days left.", {
    grants: [{ access_level_id: "premium", expires_at: at(40), granted_at: at(-20) }],
  }),
  ios("mona.comp-for-life", "Access granted by the server API without an end.", {
    grants: [{ access_level_id: "premium", expires_at: null, granted_at: at(-300) }],
  }),
  ios("nadia.comp-from-dashboard", "Access given by hand in the Adapty dashboard, 10 days left.", {
    grants: [
      {
        access_level_id: "premium",
        expires_at: at(10),
        granted_at: at(-4),
        store_product_id: DASHBOARD_PRODUCT,
      },
    ],
  }),
  ios("omar.comp-ends-in-three-days", "A comp made by this console that ends in three days.", {
    transactions: comp(at, "omar-77c1de", -27, 30),
  }),
  ios("pia.comp-while-paying", "Pays monthly and was granted a further half year: the grant ends last.", {
    transactions: subscription(at, { id: "2000000200004", from: -35, periods: 2 }),
    grants: [{ access_level_id: "premium", expires_at: at(180), granted_at: at(-2) }],
  }),
  ios("samir.starts-in-the-future", "Access that was granted now and starts in a week.", {
    grants: [{ access_level_id: "premium", starts_at: at(7), expires_at: at(37), granted_at: at(-1) }],
  }),
  ios("viktor.access-revoked", "Pays for a year, but access was revoked 3 days ago; the subscription itself goes on.", {
    transactions: subscription(at, {
      id: "2000000200005",
      from: -100,
      days: 365,
      price: 59.99,
      all: { store_product_id: "premium_annual" },
    }),
    revoked_at: at(-3),
  }),
];
