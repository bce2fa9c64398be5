import "server-only";
import type { Agent } from "@/lib/auth/session";
import { type OperationName, permissionOf } from "./catalogue";
import type { Guard } from "./comp-guard";
import { daysOnTheHouse, whyNotGiven } from "./gift";
import { inJournal } from "./journal";
import { whyTaken } from "./limits";
import type { Beyond } from "./second-person";
import { plainAddress, sayStaff, staffDomainOf } from "./staff";
import { writes } from "./writes";

const colleague = "This customer has the e-mail address of a console account: access for staff needs a second person.";
const yourself = "This customer has the e-mail address of your own account: somebody else must approve it.";

/** Is it given to one of the team: by the customer's own id, or by any e-mail that was ever set from here? */
async function checkStaff(judge: Agent, { knownAs, settings }: Guard): Promise<Beyond[]> {
  const known = knownAs.filter((text) => typeof text === "string");
  const addresses = new Set(known.map(plainAddress).filter((text) => text.includes("@")));
  if (addresses.size === 0) return [];
  const accounts = await inJournal((db) => db.selectFrom("user").select("email").execute());
  const own = [...addresses].flatMap((address) => staffDomainOf(address, settings.staffDomains) ?? []);
  const isColleague = accounts.some(({ email }) => addresses.has(plainAddress(email)));
  const isSelf = addresses.has(plainAddress(judge.email));
  return [
    ...own.slice(0, 1).map((domain) => ({ why: "two_people" as const, message: sayStaff(domain) })),
    ...(isColleague ? [{ why: "two_people" as const, message: colleague }] : []),
    ...(isSelf ? [{ why: "right" as const, message: yourself }] : []),
  ];
}

/** What a write counts for: as a grant or not, and the days it gives; null for none, or for life. */
export type Counted = { isGrant: boolean; days: number | null };

/** What a write counts for, as the journal's row keeps it: a grant counts for the person by whose limits it is judged. */
export const countFor = ({ days, isGrant }: Counted, judge: Agent) => ({ days, countedFor: isGrant ? judge.id : null });

/**
 * All that this person may not write alone, by the settings, the limits of their role and for whom it is, and what the
 * write counts for. Throws JournalUnavailable.
 */
export async function findBeyond(
  name: OperationName,
  body: unknown,
  { judge, guard }: { judge: Agent; guard: Guard },
): Promise<{ beyond: Beyond[]; counted: Counted }> {
  const { beyond, gives } = writes[name];
  const taken = whyTaken(permissionOf(name), judge.role, guard.settings.limits);
  const gift = gives?.(body as never, guard) ?? null;
  const days = daysOnTheHouse(gift, guard);
  const isGrant = days !== null && (days > 0 || name !== "transaction.set");
  const found = [
    taken === null ? null : { why: "limit" as const, message: taken },
    gift && whyNotGiven(gift, guard, judge.role),
    beyond?.(body as never, guard, judge.role),
    ...(gift ? await checkStaff(judge, guard) : []),
  ];
  return {
    beyond: found.filter((one): one is Beyond => Boolean(one)),
    counted: { isGrant, days: Number.isFinite(days) ? days : null },
  };
}
