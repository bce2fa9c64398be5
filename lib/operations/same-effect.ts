import type { z } from "zod";
import type { GrantAccessLevel, RevokeAccessLevel } from "@/lib/adapty/access-level";
import { parseInstant } from "@/lib/adapty/instant";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import type { Transaction } from "@/lib/adapty/transaction";
import { canonicalize, type Json } from "@/lib/audit/canonical";
import type { OperationName } from "./catalogue";
import type { bodySchemas } from "./input";

export type Bodies = { [Name in OperationName]: z.infer<(typeof bodySchemas)[Name]> };

const MINUTE = 60_000;
const HALF_DAY = 12 * 60 * MINUTE;

const isEqual = (a: unknown, b: unknown) => canonicalize(a as Json) === canonicalize(b as Json);
const isNear = (a: number, b: number, within = MINUTE) => a === b || Math.abs(a - b) <= within;

const byKey = ({ custom_attributes, ...fields }: ProfileUpdate) => ({
  ...fields,
  attributes: custom_attributes?.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
});

const sameTransaction = (asked: Transaction, sent: Transaction) =>
  asked.store === sent.store && asked.store_transaction_id === sent.store_transaction_id;

const endOf = (body: Transaction) =>
  body.purchase_type === "subscription" ? parseInstant(body.expires_at) : Number.NaN;
const lengthOf = (body: Transaction) => endOf(body) - parseInstant(body.purchased_at);

/** The end of a form that was opened later lies later by as much. */
const sameComp = (asked: Transaction, sent: Transaction) =>
  asked.store === sent.store &&
  asked.store_product_id === sent.store_product_id &&
  (isNear(endOf(asked), endOf(sent)) || isNear(lengthOf(asked), lengthOf(sent)));

const sameLevel = (asked: { access_level_id: string }, sent: { access_level_id: string }) =>
  asked.access_level_id === sent.access_level_id;

/** At once is sooner than any date. */
const revokedAt = ({ revoke_at }: RevokeAccessLevel) =>
  revoke_at ? parseInstant(revoke_at) : Number.NEGATIVE_INFINITY;
const isSooner = (asked: number, sent: number) => asked < sent && !isNear(asked, sent);

/** What ends something sooner than was asked for corrects that. */
const same: { [Name in OperationName]: (asked: Bodies[Name], sent: Bodies[Name]) => boolean } = {
  "profile.update": (asked, sent) => isEqual(byKey(asked), byKey(sent)),
  "transaction.set": sameTransaction,
  "comp.grant": sameComp,
  "comp.end": (asked, sent) => sameTransaction(asked, sent) && !isSooner(endOf(asked), endOf(sent)),
  "comp.undo": sameTransaction,
  "comp.reopen": sameTransaction,
  "access.grant": sameLevel,
  "access.revoke": (asked, sent) => sameLevel(asked, sent) && !isSooner(revokedAt(asked), revokedAt(sent)),
  "profile.delete": () => true,
};

const timeOr = (instant: string | null | undefined, none: number) => (instant ? parseInstant(instant) : none);

/** As many days from forms that were opened on one day end less than half a day apart, and those of more or less do not. */
const sameDays = (asked: GrantAccessLevel, other: GrantAccessLevel) =>
  isNear(timeOr(asked.starts_at, 0), timeOr(other.starts_at, 0), HALF_DAY) &&
  isNear(timeOr(asked.expires_at, Infinity), timeOr(other.expires_at, Infinity), HALF_DAY);

const withoutNow = (body: object) => ({ ...body, refunded_at: "refunded_at" in body && Boolean(body.refunded_at) });

/** The moment of a refund is that of its form: nothing else depends on it. */
export const isSameButForNow = (asked: object, other: object): boolean => isEqual(withoutNow(asked), withoutNow(other));

/** Of what only waits nothing was sent: what differs in anything but the moments of now is another choice for who decides. */
function isSameChoice<Name extends OperationName>(name: Name, asked: Bodies[Name], other: Bodies[Name]): boolean {
  if (name === "comp.grant") return true;
  return name === "access.grant"
    ? sameDays(asked as GrantAccessLevel, other as GrantAccessLevel)
    : isSameButForNow(asked, other);
}

/**
 * Whether a form asks for what was sent already by another of the same operation, whatever each makes its own: a comp's id and
 * the moments of now. `corrects`: it starts from an entry that Adapty shows, so that only the very same is the same. `waits`: the
 * other was not sent, and waits for a second person.
 */
export const hasSameEffect = <Name extends OperationName>(
  name: Name,
  asked: Bodies[Name],
  sent: Bodies[Name],
  { corrects = false, waits = false }: { corrects?: boolean; waits?: boolean } = {},
): boolean =>
  same[name](asked, sent) && (!corrects || isEqual(asked, sent)) && (!waits || isSameChoice(name, asked, sent));
