import { isTrial } from "./facts";
import { type PaidPeriod, paidRunning } from "./paid";
import type { Part } from "./parts";
import { chainRowId } from "./row-id";
import type { CustomerView } from "./view";
import { showSigns, storeName } from "./words";

const NAMED = 4;

const renewal = (renews: PaidPeriod["renews"]) =>
  renews === true ? "renews" : renews === false ? "does not renew" : "not known whether it renews";

function ending(paid: PaidPeriod[]): string {
  const [first] = paid;
  if (first && paid.length === 1) return first.renews === "cannot_tell" ? "." : `, which ${renewal(first.renews)}.`;
  const all = paid.length === 2 ? "both" : "all";
  return paid.every(({ renews }) => renews === true) ? `, ${all} renew.` : ".";
}

/**
 * The running store subscriptions that the verdict has not named (by row id) yet: the customer pays for each of them, so
 * that an agent who cancels or refunds one knows of the others. Undefined when there is none.
 */
export function alsoPaying(view: CustomerView, named: Set<string>, now: number): Part[] | undefined {
  const paid = paidRunning(view, now).filter(({ chain }) => !named.has(chainRowId(chain)));
  if (!paid.length) return;
  const said = paid.slice(0, NAMED);
  const differ = said.length > 1 && !paid.every(({ renews }) => renews === true);
  const parts: Part[] = [named.size ? "Also paying: " : "Paying: "];
  said.forEach(({ chain, renews }, index) => {
    const { store, store_product_id: product } = chain.latest;
    const kind = isTrial(chain.latest) ? "free trial" : "subscription";
    if (index) parts.push(index === said.length - 1 && said.length === paid.length ? " and " : ", ");
    parts.push({ row: chainRowId(chain), text: `${storeName(store)} ${kind}` });
    parts.push(`${product ? ` ${showSigns(product)}` : ""}${differ ? ` (${renewal(renews)})` : ""}`);
  });
  if (paid.length > said.length) parts.push(` and ${paid.length - said.length} more`);
  return [...parts, ending(paid)];
}
