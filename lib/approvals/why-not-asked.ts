import { whyRefused } from "@/lib/auth/permissions";
import { type OperationName, permissionOf } from "@/lib/operations/catalogue";

/**
 * Why somebody under emergency access may not ask for what only that lets them do: an approved write is judged by the role that
 * is their own.
 */
export function whyNotAsked(ownRole: string, name: OperationName): string | undefined {
  const why = whyRefused(ownRole, permissionOf(name));
  return why && `${why} Emergency access does not count for what somebody else is to approve.`;
}
