import { findQuote } from "@/lib/adapty/sentences";
import type { Json } from "@/lib/audit/canonical";
import { canSee, profileFields } from "@/lib/auth/permissions";
import type { LastSet } from "@/lib/operations/activity";
import type { ActivityEntry } from "@/lib/operations/activity-entry";
import type { OperationName } from "@/lib/operations/catalogue";
import type { ListedOperation } from "@/lib/operations/list-operations";
import type { Snapshot } from "@/lib/operations/snapshot";
import { HIDDEN, isMaskedField } from "./masked";

/** Whether the role reads it in passing, without a reveal. */
const isOpen = (role: string, field: string): boolean => canSee(role, field) && !isMaskedField(field);

/** What was last set from here, without the personal data that this role may not see: what never leaves the server cannot be found in the browser. */
export const hideFields = (lastSet: LastSet, role: string): LastSet =>
  Object.fromEntries(
    Object.entries(lastSet).map(([field, last]) => [
      field,
      isOpen(role, field) || last.value === null ? last : { ...last, value: HIDDEN },
    ]),
  );

/** The body of a request to Adapty, its personal data likewise. */
export const hideRequest = (name: OperationName, request: unknown, role: string): unknown =>
  name !== "profile.update"
    ? request
    : Object.fromEntries(
        Object.entries(request as Record<string, unknown>).map(([field, value]) => [
          field,
          isOpen(role, field) || value === null ? value : HIDDEN,
        ]),
      );

const seesAll = (role: string) => Object.keys(profileFields).every((field) => canSee(role, field));
const holdsMasked = (request: unknown) => Object.keys((request ?? {}) as object).some(isMaskedField);

type Told = { name: OperationName; message: string; request: unknown };

/** What became of an update, without Adapty's own words where they might repeat what is masked or this role may not see. */
function hideQuote({ name, message, request }: Told, role: string): string {
  const at = findQuote(message);
  if (name !== "profile.update" || at < 0) return message;
  const ours = `${message.slice(0, at)}Adapty refused it.`;
  if (!seesAll(role)) return `${ours} Its answer may repeat personal data, which your role does not see.`;
  return holdsMasked(request) ? `${ours} Its answer may repeat what is masked here.` : message;
}

/** An entry of the journal, whatever its state, without Adapty's own words where they might repeat what this role may not see. */
export const hideMessage = <Entry extends Pick<ActivityEntry, "name" | "message" | "request">>(
  { message, ...entry }: Entry,
  role: string,
): Entry => ({ ...entry, message: message && hideQuote({ ...entry, message }, role) }) as Entry;

type Asked = Pick<ActivityEntry, "name" | "request" | "agent" | "undoes">;

/**
 * An answer about an operation, without Adapty's own words, fields included, where they might repeat what this reader may not
 * see: who asked for it knows what they typed, nobody else does. What an undo sends nobody typed.
 */
export function hideAnswer<Answer extends { message: string; fields?: unknown }>(
  { fields, ...answer }: Answer,
  asked: Asked | undefined,
  reader: { id: string; role: string },
) {
  if (!asked) return answer;
  if (asked.agent.id === reader.id && !asked.undoes) return { ...answer, fields };
  return { ...answer, message: hideQuote({ ...asked, message: answer.message }, reader.role) };
}

/** What Adapty showed around a write, without the attributes' values for a role that may not see them. */
export const hideSnapshot = (snapshot: Snapshot | null, role: string): Snapshot | null =>
  snapshot && (canSee(role, "custom_attributes") ? snapshot : { ...snapshot, attributes: null });

type Shown = Pick<ListedOperation, "name" | "message" | "request" | "before" | "after">;

/** An operation of a list, the whole of it likewise. */
export const hideOperation = <Entry extends Shown>(entry: Entry, role: string): Entry => ({
  ...hideMessage(entry, role),
  request: hideRequest(entry.name, entry.request, role),
  before: hideSnapshot(entry.before, role),
  after: hideSnapshot(entry.after, role),
});

type Held = { [key: string]: Json | undefined };

const hideAll = (facts: Json | undefined): Json =>
  Object.fromEntries(Object.keys((facts ?? {}) as object).map((path) => [path, HIDDEN]));

/** What an event of the record says of a person, its personal data likewise. The same object where nothing is hidden. */
export function hidePersonal(action: string, personal: Held, role: string): Held {
  const { request, changes, message } = personal;
  const isUpdate = action === "profile.update";
  const shown = isUpdate ? (hideRequest("profile.update", request ?? {}, role) as Held) : undefined;
  const hides = Object.entries(shown ?? {}).some(([field, value]) => value !== ((request ?? {}) as Held)[field]);
  const hidden: Held = {
    ...(hides && { request: shown }),
    // Adapty's sentences may repeat what was sent, and which fields that were is told by another event.
    ...(isUpdate && message !== undefined && { message: HIDDEN }),
    // Only attributes stand here: what else Adapty shows of a customer is in the chain.
    ...(changes !== undefined &&
      !canSee(role, "custom_attributes") && {
        changes: Object.fromEntries(
          Object.entries((changes ?? {}) as Held).map(([side, facts]) => [side, hideAll(facts)]),
        ),
      }),
  };
  return Object.keys(hidden).length > 0 ? { ...personal, ...hidden } : personal;
}
