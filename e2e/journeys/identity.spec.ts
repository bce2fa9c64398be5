import fc from "fast-check";
import { type Counters, readCounters, seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

type Found = { ok: boolean; code?: string; tried?: string[]; profileId?: string; customerUserId?: string | null };

const EDGES = [
  " ",
  "  ",
  "\t",
  "\n",
  "\r\n",
  "\u00a0",
  "\u200b",
  "\ufeff",
  "\u0000",
  "\u007f",
  "\u0085",
  "\u2028",
  "%20",
  "'",
  '"',
];
const HEADERS = [
  "\r\nadapty-profile-id: x",
  "\nAuthorization: Api-Key x",
  "x: y",
  "a,b",
  "a, b",
  "?q=1#x",
  "=?utf-8?B?eA==?=",
  "é",
  "\u202e",
  "👩‍👧",
  "ſ",
  "％",
];

const plain = fc.string({ unit: "grapheme-ascii", maxLength: 60 });
const word = fc.stringMatching(/^[!-~]{0,40}$/);
const part = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 2, arbitrary: plain },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(...EDGES) },
  { weight: 1, arbitrary: fc.constantFrom(...HEADERS) },
  { weight: 1, arbitrary: fc.integer({ min: 190, max: 260 }).map((length) => "x".repeat(length)) },
);

test("whatever the id is, it reaches Adapty to the byte or is refused before anything is sent", async ({
  as,
  baseURL,
}) => {
  test.slow();
  const page = await as("viewer");
  const find = async (text: string) => {
    const answer = await page.request.post("/api/apps/acme-ios/find", {
      data: { text },
      headers: { origin: baseURL ?? "" },
    });
    expect(answer.status()).toBe(200);
    return (await answer.json()) as Found;
  };
  let marks = 0;
  let refused = 0;
  let sent = 0;

  await fc.assert(
    fc.asyncProperty(part, part, async (before, after) => {
      // The mark tells this id's calls from those of the tests beside, and stands where no edge is.
      const mark = `id-${process.pid}-${marks++}-`;
      const text = `${before}${mark}${after}`;
      const seen = ({ last }: Counters) =>
        last.map(({ headers }) => JSON.stringify(headers)).filter((headers) => headers.includes(mark));

      const found = await find(text);
      const calls = seen(await readCounters());
      if (found.code === "id_refused") {
        refused++;
        expect(calls).toEqual([]);
        expect(found.tried).toEqual([]);
        return;
      }
      sent++;
      expect(found).toMatchObject({ ok: false, code: "nothing_found", tried: ["customer user id"] });
      expect(calls.map((headers) => JSON.parse(headers)["adapty-customer-user-id"])).toEqual([text]);
      const customer = await seedCustomer({ customer_user_id: text });
      expect(await find(text)).toEqual({ ok: true, profileId: customer.profileId, customerUserId: text });
    }),
    { numRuns: 250 },
  );
  expect(refused).toBeGreaterThan(20);
  expect(sent).toBeGreaterThan(20);
});

test("an id of nothing but edges is refused, whatever they are", async ({ as, baseURL }) => {
  const page = await as("viewer");
  for (const edge of EDGES.filter((edge) => /^[\s\p{Cf}\p{Cc}]+$/u.test(edge))) {
    const answer = await page.request.post("/api/apps/acme-ios/find", {
      data: { text: edge },
      headers: { origin: baseURL ?? "" },
    });
    expect(await answer.json(), JSON.stringify(edge)).toMatchObject({ ok: false, code: "id_refused", tried: [] });
  }
});
