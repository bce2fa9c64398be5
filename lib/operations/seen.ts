import type { CustomAttribute } from "@/lib/adapty/profile";
import type { OperationName } from "./catalogue";

type Level = {
  access_level_id?: string | null;
  starts_at?: string | null;
  expires_at?: string | null;
  store_transaction_id?: string | null;
};

type Seen = { accessLevels: Level[] | undefined; attributes: CustomAttribute[] | undefined };

/**
 * The part of a customer that a write builds on, as one comparable text. The form sends what the agent saw, the server
 * compares it with what Adapty says just before the write: when they differ, nothing is sent.
 */
export function describeSeen(operation: OperationName, { accessLevels, attributes }: Seen): string {
  const facts =
    operation === "profile.update"
      ? (attributes ?? []).map(({ key, value }) => [key, value ?? null])
      : (accessLevels ?? []).map((level) => [
          level.access_level_id ?? null,
          level.starts_at ?? null,
          level.expires_at ?? null,
          level.store_transaction_id ?? null,
        ]);
  return JSON.stringify(facts.map((fact) => JSON.stringify(fact)).sort());
}
