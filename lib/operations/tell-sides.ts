import type { Part } from "@/lib/access/parts";
import { profileLabels } from "@/lib/access/profile-labels";
import { levelTitle, showSigns } from "@/lib/access/words";
import { attributeId, type Change, isChanged, levelId, listBoth, TRANSACTION } from "./describe-change";
import type { JournalRow } from "./journal-row";
import type { Snapshot } from "./snapshot";

/** One thing that an operation is about, as Adapty showed it just before it was sent and as it shows it now, unless it never does. */
export type Side = { what: string } & ({ before: Part[]; now: Part[]; same: boolean } | { hidden: true });

type Fields = { access_level_id?: string; custom_attributes?: { key: string }[]; store_transaction_id?: string };

const NONE: Part[] = ["none"];
const NOT_KEPT: Part[] = ["not kept"];
const GONE: Part[] = ["not at Adapty any more"];
const nothing: Snapshot = { timestamp: null, revenueUsd: null, accessLevels: null, attributes: null };

const nameField = (field: string) =>
  Object.hasOwn(profileLabels, field) ? profileLabels[field as keyof typeof profileLabels] : field;

/** What it asks for, by what it is called; `id` where Adapty shows it. */
function listAbout({ name, request }: Pick<JournalRow, "name" | "request">): { what: string; id?: string }[] {
  const { access_level_id: level, custom_attributes: attributes = [], ...rest } = (request ?? {}) as Fields;
  if (name === "profile.update")
    return [
      ...Object.keys(rest).map((field) => ({ what: nameField(field) })),
      ...attributes.map(({ key }) => ({ what: showSigns(key), id: attributeId(key) })),
    ];
  if (level !== undefined) return [{ what: levelTitle(level), id: levelId(level) }];
  return rest.store_transaction_id === undefined ? [] : [{ what: "This transaction", id: TRANSACTION }];
}

/**
 * Both sides of what nobody could confirm, for whoever is to say what became of it: first what it asked for, then whatever else
 * is not as it was. `now` is null when Adapty has the customer no more.
 */
export function tellSides(
  { name, request, before }: Pick<JournalRow, "name" | "request" | "before">,
  now: Snapshot | null,
): Side[] {
  const both = listBoth(before ?? nothing, now ?? nothing);
  const about = listAbout({ name, request });
  const asked = about.flatMap(({ what, id }) =>
    id === undefined ? [] : [both.find((one) => one.id === id) ?? { what, before: NONE, after: NONE }],
  );
  const hidden = about.flatMap(({ what, id }) => (id === undefined ? [{ what, hidden: true as const }] : []));
  const others = before && now ? both.filter((one) => isChanged(one) && !about.some(({ id }) => id === one.id)) : [];
  const whole: Change[] =
    name === "profile.delete" ? [{ what: "The customer", before: ["at Adapty"], after: ["at Adapty"] }] : [];
  const shown = [...whole, ...asked, ...others].map(({ what, ...change }) => {
    const after = now ? change.after : GONE;
    const side = { what, before: before ? change.before : NOT_KEPT, now: after };
    return { ...side, same: !isChanged({ ...side, after }) };
  });
  return [...hidden, ...shown];
}
