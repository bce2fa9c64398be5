import { compTransactionId } from "../../../lib/access/comp-transaction";
import type { Agent } from "../../../lib/auth/session";
import { readLastSet } from "../../../lib/operations/activity";
import type { OperationName } from "../../../lib/operations/catalogue";
import { type WriteInput, writeInputs } from "../../../lib/operations/input";
import { describeSeen, describeSetAt } from "../../../lib/operations/seen";
import { type Adapty, APP } from "./adapty";
import { customers, iso, PAID_ID, transaction } from "./office";
import { openPage } from "./page";

const DAY = 86_400_000;
const SECOND = 1_000;

/** How each operation comes into a story; of one that does not, why. */
export const played = {
  "profile.update": "a form, and what takes an edit back",
  "transaction.set": "a form that enters one or corrects it",
  "comp.grant": "a form",
  "comp.end": "a form",
  "comp.undo": "what takes a comp back",
  "comp.reopen": "what takes the end of a comp back",
  "access.grant": "a form, a request, and what takes an end back",
  "access.revoke": "a form, and what takes a grant back",
  "profile.delete": "a request that an admin approves",
} as const satisfies Record<OperationName, string>;

/** What an agent can want; the number makes what each of them sends its own. */
export const wishes = {
  comp: "grants a comp",
  access: "grants access",
  for_life: "grants access for life",
  revoke: "ends access now",
  revoke_later: "ends access in an hour",
  attributes: "sets an attribute",
  email: "sets the e-mail address",
  enter: "enters a transaction",
  correct: "corrects a transaction",
  end_comp: "ends a comp",
} as const;
export type Wish = keyof typeof wishes;
export const wishNames = Object.keys(wishes) as Wish[];

/** Nobody sends it by themselves: it is asked for, and an admin approves it. */
const DELETION = "deletion";

type Wished = { name: OperationName; body: object };

function bodyOf(
  wish: Wish | typeof DELETION,
  { operationId, number, now }: { operationId: string; number: number; now: number },
): Wished {
  const own = number * SECOND;
  switch (wish) {
    case "comp": {
      const id = compTransactionId(operationId);
      return { name: "comp.grant", body: transaction(id, { from: now, to: now + 20 * DAY + own }) };
    }
    case "access":
      return {
        name: "access.grant",
        body: { access_level_id: number % 3 ? "sports" : "premium", expires_at: iso(now + 25 * DAY + own) },
      };
    case "for_life":
      return { name: "access.grant", body: { access_level_id: "premium", expires_at: null } };
    case "revoke":
      return { name: "access.revoke", body: { access_level_id: number % 3 ? "sports" : "premium", revoke_at: null } };
    case "revoke_later":
      return {
        name: "access.revoke",
        body: { access_level_id: "premium", revoke_at: iso(now + 3_600_000 + own) },
      };
    case "attributes":
      return { name: "profile.update", body: { custom_attributes: [{ key: "plan", value: `plan ${number}` }] } };
    case "email":
      return { name: "profile.update", body: { email: `customer-${number}@example.org` } };
    case "enter": {
      const body = transaction(`20${number}`, { from: now - DAY, to: now + 364 * DAY + own, paid: true });
      return { name: "transaction.set", body };
    }
    case "correct": {
      const body = transaction(PAID_ID, { from: now - DAY, to: now + 300 * DAY + own, paid: true });
      return { name: "transaction.set", body };
    }
    case "end_comp": {
      const comp = customers[0]?.transactions?.[0];
      return { name: "comp.end", body: { ...comp, expires_at: iso(now + DAY + own) } };
    }
    case DELETION:
      return { name: "profile.delete", body: {} };
  }
}

export type Form = { name: OperationName; agent: Agent; input: WriteInput<OperationName>; number: number };
type Opening = { wish: Wish | typeof DELETION; agent: Agent; customer: number; number: number; operationId: string };

/** The form as the customer's page opens it just now, in the world of the console that shows it; undefined once they are gone. */
export async function openForm(
  adapty: Adapty,
  { wish, agent, customer, number, operationId }: Opening,
): Promise<Form | undefined> {
  const profileId = (customers[customer % customers.length] as (typeof customers)[0]).profile_id;
  const page = await openPage(adapty, profileId);
  if (!page) return undefined;
  const { view, now } = page;
  const { name, body } = bodyOf(wish, { operationId, number, now });
  const seen = describeSeen(name, view);
  const setAt = name === "profile.update" ? describeSetAt(body, await readLastSet(APP, profileId)) : undefined;
  const input = writeInputs[name].parse({
    target: { operationId, app: APP, profileId, seen, setAt },
    why: { reason: name === "profile.delete" ? "ERASURE" : "COURTESY", note: `number ${number}` },
    body,
    ...((name === "access.revoke" || name === "profile.delete") && { acknowledged: true }),
  });
  return { name, agent, input, number };
}
