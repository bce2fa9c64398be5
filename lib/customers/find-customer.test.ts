import { expect, test } from "vitest";
import { countCalls, forget, newCustomer, openWorld, plan } from "@/lib/operations/world.fixture";

const { env } = await import("@/lib/env");
const { findCustomer } = await import("./find-customer");
const app = env.apps[0] as (typeof env.apps)[number];
const GET = "GET /api/v2/server-side-api/profile/";

test.each([
  ["a space before", " BOB", "BOB"],
  ["a line break after", "BOB\n", "BOB"],
  ["a no-break space", "BOB\u00a0", "BOB"],
  ["a zero-width space", "\u200bBOB", "BOB"],
  ["a byte order mark", "\ufeffBOB", "BOB"],
  ["quotes and spaces", ' "BOB" ', "BOB"],
  ["a direction mark inside", "B\u202eOB", undefined],
  ["a letter with an accent", "Zoë", undefined],
  ["two spaces inside", "a  b", undefined],
  ["nothing", "", undefined],
  ["nothing but spaces", "   ", undefined],
  ["256 characters", "x".repeat(256), undefined],
])("an id with %s is refused, with no call to Adapty, and never changed unasked", async (_, text, suggestion) => {
  await forget();
  const found = await findCustomer(app, text);
  expect(found).toMatchObject({ ok: false, code: "id_refused", tried: [] });
  expect(found.ok ? undefined : found.suggestion).toBe(suggestion);
  expect(await countCalls()).toEqual({});
});

test("a customer user id is found with one call", async () => {
  await openWorld();
  const { profileId, customerUserId } = await newCustomer();
  await forget();
  expect(await findCustomer(app, customerUserId)).toEqual({ ok: true, profileId, customerUserId });
  expect(await countCalls()).toEqual({ [GET]: 1 });
});

test("a UUID is a profile id first, in any case, and then a customer user id exactly as typed", async () => {
  const known = await newCustomer();
  await forget();
  expect(await findCustomer(app, known.profileId.toUpperCase())).toMatchObject({
    ok: true,
    profileId: known.profileId,
  });
  expect(await countCalls()).toEqual({ [GET]: 1 });

  const customer_user_id = crypto.randomUUID().toUpperCase();
  const named = await newCustomer({ customer_user_id });
  await forget();
  expect(await findCustomer(app, customer_user_id)).toMatchObject({ ok: true, profileId: named.profileId });
  expect(await countCalls()).toEqual({ [GET]: 2 });
  expect(await findCustomer(app, customer_user_id.toLowerCase())).toMatchObject({ code: "nothing_found" });
});

test("nothing found says what was tried", async () => {
  expect(await findCustomer(app, "nobody")).toEqual({
    ok: false,
    code: "nothing_found",
    message: "No customer with this id in Acme iOS.",
    tried: ["customer user id"],
  });
  expect(await findCustomer(app, crypto.randomUUID())).toMatchObject({
    code: "nothing_found",
    tried: ["profile id", "customer user id"],
  });
});

test("a customer of the other app is not found in this one", async () => {
  const { customerUserId } = await newCustomer({}, "acme-android");
  expect(await findCustomer(app, customerUserId)).toMatchObject({ code: "nothing_found" });
});

test.each([
  [
    "another customer's profile",
    { mode: "json", body: { data: { profile_id: crypto.randomUUID(), customer_user_id: "x" } } },
    "identity_mismatch",
  ],
  ["a 404 that is not Adapty's", { mode: "html", status: 404 }, "not_from_adapty"],
  [
    "a refused key",
    {
      mode: "status",
      status: 401,
      body: { errors: [{ source: null, errors: ["no"] }], error_code: "not_authenticated" },
    },
    "not_authenticated",
  ],
] as const)("%s is said as what it is, not as nothing found", async (_, fault, code) => {
  const { customerUserId } = await newCustomer();
  await plan({ ...fault, match: { method: "GET" } } as Parameters<typeof plan>[0]);
  expect(await findCustomer(app, customerUserId)).toMatchObject({ ok: false, code, tried: ["customer user id"] });
});
