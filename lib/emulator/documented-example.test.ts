import { afterAll, beforeAll, expect, test } from "vitest";
import { documentedBody } from "@/lib/adapty/documented-example.fixture";
import { startTestEmulator, TRANSACTION } from "./client.fixture";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

test("the documented cURL example records a year of premium", async () => {
  await emulator.as("Jane.doe@example.com").create();
  const headers = { "adapty-customer-user-id": "Jane.doe@example.com", "content-type": "application/json" };
  const { status, body } = await emulator.api("POST", TRANSACTION, { headers, body: documentedBody });
  expect(status).toBe(200);
  expect(body.data).toMatchObject({
    customer_user_id: "Jane.doe@example.com",
    total_revenue_usd: 9.99,
    non_subscriptions: [],
    access_levels: [{ access_level_id: "premium", expires_at: "2026-10-12T09:42:50+00:00" }],
    subscriptions: [
      {
        store: "app_store",
        store_product_id: "1year.premium",
        store_base_plan_id: null,
        store_transaction_id: "30002109551456",
        store_original_transaction_id: "30002109551456",
        purchased_at: "2022-10-12T09:42:50+00:00",
        environment: "Production",
      },
    ],
  });
});
