import { type Kysely, sql } from "kysely";
import { formatInstant } from "../../../lib/adapty/instant";
import type { SubscriptionTransaction } from "../../../lib/adapty/transaction";
import type { Role } from "../../../lib/auth/permissions";
import type { Schema } from "../../../lib/db/schema";
import type { SeedProfile } from "../../../lib/emulator/seed";
import { BEGINNING } from "./console";

const person = (id: string, role: Role) => ({ id, name: id, email: `${id}@example.com`, role });

/** Who works here. */
export const team = {
  mia: person("mia", "agent"),
  max: person("max", "agent"),
  lena: person("lena", "lead"),
  adam: person("adam", "admin"),
  una: person("una", "admin"),
};
export type Name = keyof typeof team;

export async function fillOffice(db: Kysely<Schema>): Promise<void> {
  const at = new Date(0).toISOString();
  for (const { id, name, email, role } of Object.values(team)) {
    await sql`insert into "user" ("id", "name", "email", "role", "emailVerified", "createdAt", "updatedAt")
      values (${id}, ${name}, ${email}, ${role}, 1, ${at}, ${at})`.execute(db);
  }
}

const DAY = 86_400_000;
export const iso = (ms: number): string => formatInstant(Math.floor(ms / 1000) * 1000);

export const COMP_ID = "comp_0123456789abcdef";
export const PAID_ID = "100";

export const transaction = (
  id: string,
  { from, to, paid = false }: { from: number; to: number; paid?: boolean },
): SubscriptionTransaction => ({
  purchase_type: "subscription",
  store: paid ? "app_store" : "support",
  store_product_id: paid ? "premium_annual" : "comp_premium",
  store_transaction_id: id,
  store_original_transaction_id: id,
  price: { country: "US", currency: "USD", value: paid ? 59.99 : 0 },
  purchased_at: iso(from),
  originally_purchased_at: iso(from),
  expires_at: iso(to),
  renew_status: paid,
});

/** The three customers that everything happens to: with a comp, with a purchase, with nothing. */
export const customers: (SeedProfile & { profile_id: string })[] = [
  {
    profile_id: "11111111-1111-4111-8111-111111111111",
    customer_user_id: "customer-1",
    custom_attributes: [{ key: "plan", value: "old" }],
    transactions: [transaction(COMP_ID, { from: BEGINNING - 5 * DAY, to: BEGINNING + 25 * DAY })],
  },
  {
    profile_id: "22222222-2222-4222-8222-222222222222",
    customer_user_id: "customer-2",
    transactions: [transaction(PAID_ID, { from: BEGINNING - DAY, to: BEGINNING + 364 * DAY, paid: true })],
  },
  { profile_id: "33333333-3333-4333-8333-333333333333", customer_user_id: "customer-3" },
];
