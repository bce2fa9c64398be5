import { isSameStore } from "@/lib/adapty/find-entry";
import type { AccessLevel, NonSubscription } from "@/lib/adapty/profile";
import { type Answer, isComp, isSandbox } from "./facts";
import type { Chain, CustomerView } from "./view";

/** The purchase behind an access level. `elsewhere`: Adapty names a purchase that this profile does not hold. */
export type Backing =
  | { by: "chain"; chain: Chain }
  | { by: "purchase"; purchase: NonSubscription }
  | { by: "grant" | "elsewhere" | "unknown" };

type Bought = {
  store?: string | null;
  store_original_transaction_id?: string | null;
  store_transaction_id?: string | null;
};

const originalId = (entry: Bought) => entry.store_original_transaction_id || entry.store_transaction_id;

/** Joined by the original transaction id. */
export function isSamePurchase(a: Bought, b: Bought): boolean {
  const id = originalId(a);
  return !!id && id === originalId(b) && isSameStore(a, b);
}

/**
 * What this customer's access to a level stands on: a purchase that the profile holds, joined by original transaction id;
 * else a grant where Adapty's markers say so; else a purchase that is `elsewhere`, or unknown where a section is missing.
 */
export function backingOf(
  level: AccessLevel,
  { chains, purchases }: Pick<CustomerView, "chains" | "purchases">,
): Backing {
  const chain = chains?.find(({ latest }) => isSamePurchase(level, latest));
  if (chain) return { by: "chain", chain };
  const purchase = purchases?.find((bought) => isSamePurchase(level, bought));
  if (purchase) return { by: "purchase", purchase };
  if (isComp(level)) return { by: "grant" };
  return { by: originalId(level) && chains && purchases ? "elsewhere" : "unknown" };
}

/** Sandbox or not, joined from the purchase behind the level, because access levels carry no environment. */
export function isSandboxLevel(level: AccessLevel, view: Pick<CustomerView, "chains" | "purchases">): Answer {
  const backing = backingOf(level, view);
  if (backing.by === "chain") return isSandbox(backing.chain.latest);
  if (backing.by === "purchase") return isSandbox(backing.purchase);
  return backing.by === "grant" ? false : isSandbox(level);
}
