import type { Json } from "@/lib/audit/canonical";
import { canSee, profileFields } from "@/lib/auth/permissions";
import type { LastSet } from "@/lib/operations/activity";
import type { ActivityEntry } from "@/lib/operations/activity-entry";
import type { OperationName } from "@/lib/operations/catalogue";
import type { Snapshot } from "@/lib/operations/snapshot";

/** In place of a value that the role may not see; that the field was set, and that it was cleared, may be seen. */
export const HIDDEN = "••••";

/** The same without the personal data that this role may not see: what never leaves the server cannot be found in the browser. */
export const hideFields = (lastSet: LastSet, role: string): LastSet =>
  Object.fromEntries(
    Object.entries(lastSet).map(([field, last]) => [
      field,
      canSee(role, field) || last.value === null ? last : { ...last, value: HIDDEN },
    ]),
  );

/** The body of a request to Adapty, its personal data likewise. */
export const hideRequest = (name: OperationName, request: unknown, role: string): unknown =>
  name !== "profile.update"
    ? request
    : Object.fromEntries(
        Object.entries(request as Record<string, unknown>).map(([field, value]) => [
          field,
          canSee(role, field) || value === null ? value : HIDDEN,
        ]),
      );

const seesAll = (role: string) => Object.keys(profileFields).every((field) => canSee(role, field));

/** Why an update was refused, without Adapty's own sentence where it might repeat what this role may not see. */
export const hideRefusal = (message: string, role: string): string =>
  seesAll(role) ? message : "Adapty refused it. Its answer may repeat personal data, which your role does not see.";

/** The same for an entry of the journal. */
export const hideMessage = <Entry extends Pick<ActivityEntry, "name" | "state" | "message">>(
  entry: Entry,
  role: string,
): Entry =>
  entry.name === "profile.update" && entry.state === "rejected" && entry.message
    ? { ...entry, message: hideRefusal(entry.message, role) }
    : entry;

/** What Adapty showed around a write, without the attributes' values for a role that may not see them. */
export const hideSnapshot = (snapshot: Snapshot | null, role: string): Snapshot | null =>
  snapshot && (canSee(role, "custom_attributes") ? snapshot : { ...snapshot, attributes: null });

type Held = { [key: string]: Json | undefined };

const hideAll = (facts: Json | undefined): Json =>
  Object.fromEntries(Object.keys((facts ?? {}) as object).map((path) => [path, HIDDEN]));

/** What an event of the record says of a person, its personal data likewise. The same object where nothing is hidden. */
export function hidePersonal(action: string, personal: Held, role: string): Held {
  if (seesAll(role)) return personal;
  const { request, changes, message } = personal;
  const isUpdate = action === "profile.update";
  const hidden: Held = {
    ...(isUpdate && request !== undefined && { request: hideRequest("profile.update", request, role) as Json }),
    // Adapty's sentences may repeat what was sent.
    ...(isUpdate && message !== undefined && { message: HIDDEN }),
    // Only attributes stand here: what else Adapty shows of a customer is in the chain.
    ...(changes !== undefined &&
      !canSee(role, "custom_attributes") && {
        changes: Object.fromEntries(Object.entries(changes as Held).map(([side, facts]) => [side, hideAll(facts)])),
      }),
  };
  return Object.keys(hidden).length > 0 ? { ...personal, ...hidden } : personal;
}
