import type { Json } from "@/lib/audit/canonical";
import { canSee, profileFields } from "@/lib/auth/permissions";
import type { LastSet } from "@/lib/operations/activity";
import type { ActivityEntry } from "@/lib/operations/activity-entry";
import type { OperationName } from "@/lib/operations/catalogue";
import type { Snapshot } from "@/lib/operations/snapshot";
import { HIDDEN, isMaskedField } from "./masked";

/** Whether the role reads it in passing, without a reveal. */
const isOpen = (role: string, field: string): boolean => canSee(role, field) && !isMaskedField(field);

/** The same without the personal data that this role may not see: what never leaves the server cannot be found in the browser. */
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

/** Why an update was refused, without Adapty's own sentence where it might repeat what is masked or this role may not see. */
export function hideRefusal(message: string, request: unknown, role: string): string {
  if (!seesAll(role)) return "Adapty refused it. Its answer may repeat personal data, which your role does not see.";
  return holdsMasked(request) ? "Adapty refused it. Its answer may repeat what is masked here." : message;
}

/** The same for an entry of the journal. */
export const hideMessage = <Entry extends Pick<ActivityEntry, "name" | "state" | "message" | "request">>(
  entry: Entry,
  role: string,
): Entry =>
  entry.name === "profile.update" && entry.state === "rejected" && entry.message
    ? { ...entry, message: hideRefusal(entry.message, entry.request, role) }
    : entry;

/** What Adapty showed around a write, without the attributes' values for a role that may not see them. */
export const hideSnapshot = (snapshot: Snapshot | null, role: string): Snapshot | null =>
  snapshot && (canSee(role, "custom_attributes") ? snapshot : { ...snapshot, attributes: null });

type Held = { [key: string]: Json | undefined };

const hideAll = (facts: Json | undefined): Json =>
  Object.fromEntries(Object.keys((facts ?? {}) as object).map((path) => [path, HIDDEN]));

/** What an event of the record says of a person, its personal data likewise. The same object where nothing is hidden. */
export function hidePersonal(action: string, personal: Held, role: string): Held {
  const { request, changes, message } = personal;
  const isUpdate = action === "profile.update";
  const shown = isUpdate ? (hideRequest("profile.update", request ?? {}, role) as Held) : undefined;
  const hides = Object.entries(shown ?? {}).some(([field, value]) => value !== (request as Held)[field]);
  const hidden: Held = {
    ...(hides && { request: shown }),
    // Adapty's sentences may repeat what was sent, and which fields that were is told by another event.
    ...(isUpdate && message !== undefined && { message: HIDDEN }),
    // Only attributes stand here: what else Adapty shows of a customer is in the chain.
    ...(changes !== undefined &&
      !canSee(role, "custom_attributes") && {
        changes: Object.fromEntries(Object.entries(changes as Held).map(([side, facts]) => [side, hideAll(facts)])),
      }),
  };
  return Object.keys(hidden).length > 0 ? { ...personal, ...hidden } : personal;
}
