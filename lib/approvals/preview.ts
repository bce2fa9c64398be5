import { describeChange, endOfGrant, levelStanding } from "@/lib/access/comp";
import type { Part } from "@/lib/access/parts";
import type { Standing } from "@/lib/access/standing";
import type { CustomerView } from "@/lib/access/view";
import type { GrantAccessLevel } from "@/lib/adapty/access-level";
import { parseInstant } from "@/lib/adapty/instant";
import type { Transaction } from "@/lib/adapty/transaction";
import type { OperationName } from "@/lib/operations/catalogue";
import { describeRequest } from "@/lib/operations/describe-request";
import { endOfTransaction, levelOf } from "@/lib/operations/gift";
import type { Settings } from "@/lib/settings/settings";

export type Preview = { now: Part[]; after: Part[] };

type Given = { view: CustomerView; settings: Settings; now: number };

/** The later of two ends: a grant only ever adds. Null is for life. */
const later = (held: number | null, given: number | null) =>
  held === null || given === null ? null : Math.max(held, given);

function afterGrant(before: Standing | undefined, until: number | null, startsAt: number, now: number): Standing {
  if (before?.is === "active") return { is: "active", until: later(before.until ?? now, until) };
  const end = endOfGrant(before, until);
  const from = before?.is === "later" ? Math.min(before.from, startsAt) : startsAt;
  return from > now ? { is: "later", from, until: end } : { is: "active", until: end };
}

type Opening = { level: string; until: number | null; startsAt: number };

/** The access that a request is to open, where it is known which; none for what takes away, or takes place in the past. */
function openingOf(name: OperationName, body: unknown, { view, settings, now }: Given): Opening | undefined {
  if (name === "access.grant") {
    const { access_level_id: level, starts_at, expires_at } = body as GrantAccessLevel;
    const until = expires_at ? parseInstant(expires_at) : null;
    return { level, until, startsAt: starts_at ? parseInstant(starts_at) : now };
  }
  if (name !== "comp.grant" && name !== "comp.reopen" && name !== "transaction.set") return;
  const transaction = body as Transaction;
  const level = levelOf(transaction, { settings, app: view.app, view });
  const until = endOfTransaction(transaction);
  const opens = until === null || until > now;
  return level && opens ? { level, until, startsAt: now } : undefined;
}

/** Now and after in words, by the customer as Adapty has them now; `now` in milliseconds. */
export function previewOf(name: OperationName, body: unknown, given: Given): Preview {
  if (name === "profile.delete")
    return { now: ["Adapty has this customer"], after: ["Adapty has this customer no more"] };
  const asAsked = { now: ["As the customer's page shows"], after: describeRequest(name, body) };
  const opening = openingOf(name, body, given);
  if (!opening) return asAsked;
  const { level, until, startsAt } = opening;
  const before = levelStanding(given.view, level, given.now);
  // It may correct what runs: nobody but Adapty knows whether what ends later stays beside it.
  if (name === "transaction.set" && describeChange(level, before, { is: "active", until }).shortens) return asAsked;
  return describeChange(level, before, afterGrant(before, until, startsAt, given.now));
}
