import { isPaying } from "@/lib/access/paid";
import { can } from "@/lib/auth/permissions";
import type { Guard } from "./comp-guard";
import type { Beyond } from "./second-person";

/** Deleting who is paying is for those who say that they know what it does not stop. */
export function checkDelete(_body: object, { view, now, acknowledged }: Guard): string | null {
  if (acknowledged || !isPaying(view, now)) return null;
  return "This customer has access that was bought, or may have been, and the store goes on charging for it. Tick that you know this.";
}

/** Nobody deletes alone: whoever asks for it, somebody who may approve it does. */
export function checkDeleter(role: string): Beyond {
  const approves = can(role, "profile.delete_approve");
  return {
    why: approves ? "two_people" : "right",
    message: `Nobody deletes a customer alone: ${approves ? "another" : "an"} admin has to approve it.`,
  };
}
