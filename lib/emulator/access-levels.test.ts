import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY, day, monthly, NOW, once, startTestEmulator } from "./client.fixture";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
let count = 0;
let customer: ReturnType<(typeof emulator)["as"]>;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  emulator.clock.now = NOW;
  count += 1;
  customer = emulator.as(`guest-${count}`);
  await customer.create();
});

const premium = (dates: Record<string, unknown> = {}) => ({ access_level_id: "premium", ...dates });
const levels = async () => (await customer.get()).body.data.access_levels;

describe("grant", () => {
  test("gives one entry under the server API's product marker, without a transaction", async () => {
    const { status, body } = await customer.grant(premium({ expires_at: day(30) }));
    expect(status).toBe(200);
    const id = body.data.access_levels[0]?.store_transaction_id;
    expect(body.data.access_levels).toEqual([
      {
        access_level_id: "premium",
        store: "adapty",
        store_product_id: "adapty_server_side_product",
        store_base_plan_id: null,
        store_transaction_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        store_original_transaction_id: id,
        offer: null,
        starts_at: null,
        purchased_at: day(0),
        originally_purchased_at: day(0),
        expires_at: day(30),
        renewal_cancelled_at: null,
        billing_issue_detected_at: null,
        is_in_grace_period: false,
        cancellation_reason: null,
      },
    ]);
    expect(body.data.subscriptions).toEqual([]);
    expect(body.data.total_revenue_usd).toBe(0);
  });

  test("without an end is for life", async () => {
    expect((await customer.grant(premium())).body.data.access_levels[0]?.expires_at).toBeNull();
  });

  test("extends the entry that is there, and never shortens it", async () => {
    await customer.grant(premium({ expires_at: day(30) }));
    emulator.clock.now = NOW + DAY;
    const longer = (await customer.grant(premium({ expires_at: day(60) }))).body.data.access_levels;
    expect(longer).toHaveLength(1);
    expect(longer[0]).toMatchObject({ expires_at: day(60), purchased_at: day(1), originally_purchased_at: day(0) });
    await customer.grant(premium({ expires_at: day(10) }));
    expect((await levels())[0]).toMatchObject({ expires_at: day(60) });
  });

  test("replaces one that has ended", async () => {
    await customer.grant(premium({ expires_at: day(-3), starts_at: day(-9) }));
    expect((await levels())[0]).toMatchObject({ expires_at: day(-3), starts_at: day(-9) });
    await customer.grant(premium({ expires_at: day(5) }));
    expect((await levels())[0]).toMatchObject({ expires_at: day(5), starts_at: null });
  });

  test("may start later", async () => {
    await customer.grant(premium({ starts_at: day(3), expires_at: day(9) }));
    expect((await levels())[0]).toMatchObject({ starts_at: day(3), expires_at: day(9) });
  });

  test("beside a paid period: the one that ends last is shown, the subscription stays as it is", async () => {
    await customer.set(monthly());
    await customer.grant(premium({ expires_at: day(10) }));
    expect((await levels())[0]).toMatchObject({ store: "app_store", expires_at: day(20) });
    const { data } = (await customer.grant(premium({ expires_at: day(90) }))).body;
    expect(data.access_levels[0]).toMatchObject({ store: "adapty", expires_at: day(90) });
    expect(data.subscriptions[0]).toMatchObject({ expires_at: day(20) });
  });
});

describe("revoke", () => {
  test("ends a grant now", async () => {
    await customer.grant(premium({ expires_at: day(30) }));
    emulator.clock.now = NOW + DAY;
    const { status, body } = await customer.revoke(premium());
    expect(status).toBe(200);
    expect(body.data.access_levels[0]).toMatchObject({ expires_at: day(1) });
  });

  test("ends a grant later", async () => {
    await customer.grant(premium());
    await customer.revoke(premium({ revoke_at: day(4) }));
    expect((await levels())[0]).toMatchObject({ expires_at: day(4) });
  });

  test("ends bought access and leaves the subscription alone; the next renewal brings access back", async () => {
    await customer.set(monthly());
    const { data } = (await customer.revoke(premium({ revoke_at: null }))).body;
    expect(data.access_levels[0]).toMatchObject({ expires_at: day(0) });
    expect(data.subscriptions[0]).toMatchObject({ expires_at: day(20) });
    const renewed = monthly({ store_transaction_id: "101", purchased_at: day(20), expires_at: day(50) });
    emulator.clock.now = NOW + 20 * DAY;
    await customer.set(renewed);
    expect((await levels())[0]).toMatchObject({ store_transaction_id: "101", expires_at: day(50) });
  });

  test("holds when the same transaction is sent again, until its end is moved", async () => {
    await customer.set(monthly());
    await customer.revoke(premium());
    await customer.set(monthly({ variation_id: "v" }));
    expect((await levels())[0]).toMatchObject({ expires_at: day(0) });
    await customer.set(monthly({ expires_at: day(40) }));
    expect((await levels())[0]).toMatchObject({ expires_at: day(40) });
  });

  test("leaves no other reason for the level standing", async () => {
    await customer.set(monthly());
    await customer.set(once("premium_lifetime", "L"));
    await customer.grant(premium({ expires_at: day(90) }));
    await customer.revoke(premium({ revoke_at: day(2) }));
    emulator.clock.now = NOW + 3 * DAY;
    expect((await levels())[0]).toMatchObject({ expires_at: day(2) });
  });

  test("ends a running grace period", async () => {
    const ended = { purchased_at: day(-31), originally_purchased_at: day(-31), expires_at: day(-1) };
    await customer.set(monthly({ ...ended, billing_issue_detected_at: day(-1), grace_period_expires_at: day(5) }));
    await customer.revoke(premium());
    expect((await levels())[0]).toMatchObject({ is_in_grace_period: false, expires_at: day(-1) });
  });

  test("takes back a grant that has not begun", async () => {
    await customer.grant(premium({ starts_at: day(3), expires_at: day(9) }));
    await customer.revoke(premium());
    expect((await levels())[0]).toMatchObject({ starts_at: day(3), expires_at: day(3) });
  });

  test("leaves access that has already ended as it is", async () => {
    await customer.grant(premium({ expires_at: day(-3) }));
    expect((await customer.revoke(premium())).status).toBe(200);
    expect((await levels())[0]).toMatchObject({ expires_at: day(-3) });
  });

  test("can be undone by a grant", async () => {
    await customer.grant(premium({ expires_at: day(30) }));
    await customer.revoke(premium());
    await customer.grant(premium({ expires_at: day(30) }));
    expect((await levels())[0]).toMatchObject({ expires_at: day(30) });
  });
});
