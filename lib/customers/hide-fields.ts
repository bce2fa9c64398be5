import { canSee } from "@/lib/auth/permissions";
import type { ActivityEntry, LastSet } from "@/lib/operations/activity";

type Told = { activity: ActivityEntry[]; lastSet: LastSet };

/** In place of a value that the role may not see; that the field was set, and that it was cleared, may be seen. */
export const HIDDEN = "••••";

const hide = (value: unknown) => (value === null ? null : HIDDEN);

const hideIn = (role: string, request: unknown): unknown =>
  Object.fromEntries(
    Object.entries(request as Record<string, unknown>).map(([field, value]) => [
      field,
      canSee(role, field) ? value : hide(value),
    ]),
  );

/** The same without the personal data that this role may not see: what never leaves the server cannot be found in the browser. */
export function hideFields(told: Told, role: string): Told {
  const activity = told.activity.map((entry) =>
    entry.name === "profile.update" ? { ...entry, request: hideIn(role, entry.request) } : entry,
  );
  const lastSet = Object.fromEntries(
    Object.entries(told.lastSet).map(([field, last]) => [
      field,
      canSee(role, field) ? last : { ...last, value: hide(last.value) },
    ]),
  );
  return { activity, lastSet };
}
