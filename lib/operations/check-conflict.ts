import "server-only";
import { sayProfileField } from "@/lib/access/profile-labels";
import type { CustomerView } from "@/lib/access/view";
import { entriesOf } from "@/lib/adapty/find-entry";
import type { Profile } from "@/lib/adapty/profile";
import type { Agent } from "@/lib/auth/session";
import { findOvertaking, type Overtaking } from "./activity";
import type { OperationName } from "./catalogue";
import type { WriteInput } from "./input";
import { inJournal } from "./journal";
import { describeEntry, describeSeen } from "./seen";

const changed = (what: string) =>
  `Nothing was sent: ${what} while the form was open. Look at what is shown now, then decide again.`;

/** Adapty may hold an id more than once: one entry that is as it was seen is enough. */
function isEntryAsSeen(profile: Profile, body: object, entry: string): boolean {
  const held = entriesOf([...(profile.subscriptions ?? []), ...(profile.non_subscriptions ?? [])], body);
  return held.length === 0 ? entry === describeEntry(undefined) : held.some((one) => describeEntry(one) === entry);
}

const nameThem = (names: string[]) => [...new Set(names)].join(", ");

function sayOvertaken(found: Overtaking[]): string {
  const fields = nameThem(found.map(({ field }) => sayProfileField(field)));
  const did = found.every(({ confirmed }) => confirmed) ? "changed" : "may have changed";
  return changed(`${nameThem(found.map(({ by }) => by))} ${did} ${fields} of this customer from here`);
}

/**
 * Whether a form still builds on what is true: the part of the customer that its agent looked at, the entry it corrects, and
 * the fields that only our journal knows. A sentence when it does not. Throws JournalUnavailable.
 */
export async function findConflict<Name extends OperationName>(
  name: Name,
  { target, body }: Pick<WriteInput<Name>, "target" | "body">,
  { agent, profile, view }: { agent: Agent; profile: Profile; view: CustomerView },
): Promise<string | null> {
  if (describeSeen(name, view) !== target.seen) return changed("this customer changed");
  if (target.entry !== undefined && !isEntryAsSeen(profile, body, target.entry))
    return changed("this transaction changed");
  // An undo asks by itself what was set since what it takes back.
  if (name !== "profile.update" || target.undoes) return null;
  const asked = {
    operationId: target.operationId,
    agentId: agent.id,
    fields: Object.keys(body),
    setAt: target.setAt ?? {},
  };
  const found = await inJournal(() => findOvertaking(target, asked));
  return found.length > 0 ? sayOvertaken(found) : null;
}
