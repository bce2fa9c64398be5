import { canSee } from "@/lib/auth/permissions";
import type { LastSet } from "@/lib/operations/activity";
import type { OperationName } from "@/lib/operations/catalogue";

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
