import { parseInstant } from "@/lib/adapty/instant";
import { canonicalize, type Json } from "@/lib/audit/canonical";
import type { OperationName } from "@/lib/operations/catalogue";

const DAY = 86_400_000;

const dayOf = (instant: unknown) => (instant ? Math.floor(parseInstant(instant) / DAY) : null);

/** The same for what would come to the same: each form mints ids and moments of its own. */
export function likenessOf(name: OperationName, body: unknown): string {
  const held = body as Record<string, Json>;
  switch (name) {
    case "access.grant":
      return canonicalize([name, held.access_level_id ?? null, dayOf(held.starts_at), dayOf(held.expires_at)]);
    case "comp.grant":
      return canonicalize([name, held.store_product_id ?? null, dayOf(held.expires_at)]);
    default:
      return canonicalize([name, held]);
  }
}
