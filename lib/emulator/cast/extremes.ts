import { ANONYMOUS_PROFILE_ID } from "../catalogue";
import { type CastMember, ios } from "./member";
import { type At, oneTime, subscription } from "./purchases";

export const HEAVY_PURCHASES = 10_000;
export const HEAVY_RENEWALS = 500;

const BIDI = "\u202e\u2066gnp.ecivni\u2069\u202c";
const ZERO_WIDTH = "pre\u200b\u200dmi\ufeffum\u00ad";
const MARKUP = "<img src=x onerror=alert(1)>";
const FORMULA = '=HYPERLINK("http://example.com","click")';

const hostile = (at: At): CastMember =>
  ios(
    "xena.hostile-text",
    "Display data that tries to break the page: direction marks, zero width, markup, 50 characters.",
    {
      custom_attributes: [
        { key: "bidi", value: BIDI },
        { key: "zero_width", value: ZERO_WIDTH },
        { key: "markup", value: MARKUP },
        { key: "formula", value: FORMULA },
        { key: "script_link", value: "javascript:alert(document.domain)" },
        { key: "emoji", value: "👩‍👩‍👧‍👦🏳️‍🌈".repeat(2) },
        { key: "__proto__", value: "polluted" },
        { key: "a-key.of_exactly-30.characters", value: "W".repeat(50) },
      ],
      transactions: [
        ...subscription(at, {
          id: `<b>${"9".repeat(40)}</b>`,
          from: -3,
          all: {
            store_product_id: `${MARKUP}${BIDI}`,
            offer: { category: "promotional", type: "pay_up_front", id: BIDI },
          },
        }),
        oneTime(at, `${ZERO_WIDTH}${FORMULA}`.slice(0, 50), "\u202ecoins_100", 2, 0.99, { store: "<shop>\u200b" }),
      ],
    },
  );

const heavy = (at: At): CastMember =>
  ios("heavy.10k", `${HEAVY_PURCHASES} one-time purchases and ${HEAVY_RENEWALS} renewals of one subscription.`, {
    transactions: [
      ...subscription(at, {
        id: "2000000900000",
        from: -7 * HEAVY_RENEWALS - 3,
        days: 7,
        periods: HEAVY_RENEWALS + 1,
        price: 1.99,
      }),
      ...Array.from({ length: HEAVY_PURCHASES }, (_, index) =>
        oneTime(at, String(2_000_010_000_000 + index), "coins_100", (HEAVY_PURCHASES - index) / 4, 0.99),
      ),
    ],
  });

/** Ids and amounts of data at the edge of what Adapty takes. */
export const extremes = (at: At): CastMember[] => [
  ios("yusuf@example.com", "A customer id that is an e-mail address.", {
    transactions: subscription(at, { id: "2000000400001", from: -8 }),
  }),
  ios(`zoe.${"long-".repeat(50)}`.slice(0, 250), "A customer id of 250 characters.", {
    transactions: subscription(at, { id: "2000000400002", from: -15 }),
  }),
  ios("nils.thirty-attributes", "All thirty custom attributes in use.", {
    custom_attributes: Array.from({ length: 30 }, (_, index) => ({
      key: `attribute_${index + 1}`,
      value: index + 0.5,
    })),
  }),
  hostile(at),
  heavy(at),
  {
    app: "acme-ios",
    story: "Anonymous: no customer id, reached by the profile id only.",
    seed: {
      customer_user_id: null,
      profile_id: ANONYMOUS_PROFILE_ID,
      transactions: subscription(at, { id: "2000000400003", from: -9 }),
    },
  },
];
