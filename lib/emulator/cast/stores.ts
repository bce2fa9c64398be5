import { android, type CastMember, ios } from "./member";
import { type At, oneTime, subscription } from "./purchases";

const PLAY = { store: "play_store", store_product_id: "premium_monthly:base-monthly" } as const;
const EUROS = { country: "DE", currency: "EUR", value: 9.99 };

/** Stores, environments, levels, offers and one-time purchases; some people own a profile in both apps. */
export const stores = (at: At): CastMember[] => [
  ios("kofi.sandbox-only", "Sandbox only: a tester, access without a cent of revenue.", {
    transactions: subscription(at, { id: "2000000300001", from: -3, days: 7, all: { environment: "Sandbox" } }),
  }),
  ios("otto.sandbox-and-production", "Paid once long ago, has access today only through a Sandbox purchase.", {
    transactions: [
      ...subscription(at, { id: "2000000300002", from: -200, all: { renew_status: false } }),
      ...subscription(at, { id: "2000000300003", from: -2, all: { environment: "Sandbox" } }),
    ],
  }),
  ios("petra.several-stores", "Pays in three stores at once: App Store, Google Play and Stripe.", {
    transactions: [
      ...subscription(at, { id: "2000000300004", from: -40, periods: 2 }),
      ...subscription(at, { id: "GPA.3300-1000-0001", from: -10, all: { ...PLAY, price: EUROS } }),
      ...subscription(at, {
        id: "sub_1PetraStripe",
        from: -5,
        days: 365,
        price: 59.99,
        all: { store: "stripe", store_product_id: "price_premium_year" },
      }),
    ],
  }),
  ios("quentin.web-shop", "Bought in the custom store `webshop`.", {
    transactions: subscription(at, {
      id: "order-10077",
      from: -42,
      periods: 2,
      all: { store: "webshop", store_product_id: "web_monthly", price: EUROS },
    }),
  }),
  ios("rosa.family-shared", "Family sharing: somebody else pays, the price is 0.", {
    transactions: subscription(at, { id: "2000000300005", from: -12, price: 0, all: { is_family_shared: true } }),
  }),
  ios("tess.premium-and-sports", "Two access levels: premium runs, sports ended a week ago.", {
    transactions: [
      ...subscription(at, { id: "2000000300006", from: -20 }),
      ...subscription(at, {
        id: "2000000300007",
        from: -37,
        price: 4.99,
        all: { store_product_id: "sports_monthly", renew_status: false, renew_status_changed_at: at(-15) },
      }),
    ],
  }),
  ios("uma.coins", "Bought coins three times: consumables give no access.", {
    transactions: [200, 100, 5].map((daysAgo, index) =>
      oneTime(at, `200000030010${index}`, "coins_100", daysAgo, 1.99),
    ),
  }),
  ios("wanda.won-back", "Left, and came back after four months with a win-back offer.", {
    transactions: [
      ...subscription(at, { id: "2000000300008", from: -190, periods: 2, last: { renew_status: true } }),
      ...subscription(at, {
        id: "2000000300009",
        from: -11,
        price: 4.99,
        all: {
          originally_purchased_at: at(-190),
          store_original_transaction_id: "2000000300008",
          offer: { category: "win_back", type: "pay_as_you_go", id: "come-back-half-price" },
        },
      }),
    ],
  }),
  android("anna.subscribed", "The same Anna on Android: an ended Google Play subscription.", {
    transactions: subscription(at, { id: "GPA.3300-2000-0001", from: -300, all: { ...PLAY, renew_status: false } }),
  }),
  android("petra.several-stores", "The same Petra on Android: nothing bought here.", {}),
  android("aiko.subscribed", "Subscribed in Google Play, with a base plan.", {
    transactions: subscription(at, { id: "GPA.3300-2000-0002", from: -70, periods: 3, all: { ...PLAY, price: EUROS } }),
  }),
  android("bruno.grace-period", "In Google Play's grace period for 2 more days.", {
    transactions: subscription(at, {
      id: "GPA.3300-2000-0003",
      from: -31,
      all: { ...PLAY, billing_issue_detected_at: at(-1), grace_period_expires_at: at(2) },
    }),
  }),
];
