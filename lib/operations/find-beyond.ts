import "server-only";
import type { Profile } from "@/lib/adapty/profile";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import { listEmailsSet } from "./activity";
import type { OperationName } from "./catalogue";
import type { Guard } from "./comp-guard";
import { inJournal } from "./journal";
import type { Beyond } from "./second-person";
import { plainAddress, sayStaff, staffDomainOf } from "./staff";
import { writes } from "./writes";

const GIVING: OperationName[] = ["comp.grant", "access.grant"];

const colleague = "This customer has the e-mail address of a console account: access for staff needs a second person.";
const yourself = "This customer has the e-mail address of your own account: somebody else must approve it.";

/** Is it given to one of the team: by the customer's own id, or by any e-mail that was ever set from here? */
async function checkStaff(judge: Agent, app: App, profile: Profile, domains: string[]): Promise<Beyond[]> {
  const set = await inJournal(() => listEmailsSet(app.id, profile.profile_id));
  const known = [profile.customer_user_id, ...set].filter((text) => typeof text === "string");
  const addresses = new Set(known.filter((text) => text.includes("@")).map(plainAddress));
  if (addresses.size === 0) return [];
  const accounts = await inJournal((db) => db.selectFrom("user").select("email").execute());
  const own = [...addresses].flatMap((address) => staffDomainOf(address, domains) ?? []);
  const isColleague = accounts.some(({ email }) => addresses.has(plainAddress(email)));
  const isSelf = addresses.has(plainAddress(judge.email));
  return [
    ...own.slice(0, 1).map((domain) => ({ why: "two_people" as const, message: sayStaff(domain) })),
    ...(isColleague ? [{ why: "two_people" as const, message: colleague }] : []),
    ...(isSelf ? [{ why: "right" as const, message: yourself }] : []),
  ];
}

/** All that this person may not write alone. Throws JournalUnavailable. */
export async function findBeyond(
  name: OperationName,
  body: unknown,
  { judge, app, before, guard }: { judge: Agent; app: App; before: Profile; guard: Guard },
): Promise<Beyond[]> {
  const beyond = writes[name].beyond?.(body as never, guard, judge.role);
  const staff = GIVING.includes(name) ? await checkStaff(judge, app, before, guard.settings.staffDomains) : [];
  return [...(beyond ? [beyond] : []), ...staff];
}
