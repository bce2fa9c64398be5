import type { AuditOutcome } from "@/lib/audit/event";
import { type Permission, permissions } from "@/lib/auth/permissions";
import { localOperations, operations } from "@/lib/operations/catalogue";

/** Without a past: it never comes about under this name, but what was refused is recorded so. */
type Name = { label: string; past?: string };

/** What the console records of itself; what is not done by pressing a button has its label here too. */
const own: Record<string, Name> = {
  "profile.view": { label: "Look at a customer", past: "Looked at a customer" },
  "customer.find": { label: "Look for a customer", past: "Looked for a customer" },
  "customer.mix_up": { label: "Show what Adapty answered of another customer" },
  "approval.set_aside": { label: "Set a request aside", past: "Set a request aside" },
  "account.sign_in": { label: "Sign in", past: "Signed in" },
  "account.sign_out": { label: "Sign out", past: "Signed out" },
  "own.confirm": { label: "Confirm that it is you" },
  "account.set_up": { label: "Set up the console", past: "Set up the console" },
  "account.join": { label: "Join the team", past: "Joined the team" },
  "account.set_password": { label: "Set a password", past: "Set a password" },
  "account.turn_on_factor": { label: "Turn on a second factor", past: "Turned on a second factor" },
  "account.turn_off_factor": { label: "Turn off a second factor", past: "Turned off a second factor" },
  "account.new_recovery_codes": { label: "Make recovery codes", past: "Made recovery codes" },
  "account.use_recovery_code": { label: "Use a recovery code", past: "Used a recovery code" },
  "invitation.create": { label: "Invite somebody", past: "Invited somebody" },
  "personal.erase": { label: "Erase personal data", past: "Erased personal data" },
  "journal.forget": { label: "Erase what is beyond its time", past: "Erased what was beyond its time" },
  "console.restore": { label: "Restore a backup", past: "Restored a backup" },
  "console.reconcile": { label: "Look for what a backup left open", past: "Looked for all that the backup left open" },
  "audit.archive": { label: "Archive the record", past: "Archived the record" },
  "audit.export": { label: "Export the record", past: "Exported the record" },
};

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Whoever was refused before it was known what they would do is recorded with the permission that they lack. */
const ofPermission = (name: Permission): Name => ({ label: capitalise(permissions[name].does) });

const names = new Map<string, Name>([
  ...(Object.keys(permissions) as Permission[]).map((name) => [name, ofPermission(name)] as const),
  ...Object.entries(localOperations),
  ...Object.entries(operations),
  ...Object.entries(own),
]);

/** Every action that the record can hold, those that are done first. */
export const knownActions: string[] = [
  ...new Set([...Object.keys(operations), ...Object.keys(own), ...[...names.keys()]]),
];

export const isRefusedOnly = (action: string): boolean => names.get(action)?.past === undefined;

/** Without an outcome as what was to be done, to choose from a list. */
export function nameEvent(action: string, outcome?: AuditOutcome): string {
  const name = names.get(action);
  if (!name) return action;
  const isDone = outcome === "applied" || outcome === "done" || outcome === "allowed";
  return (isDone && name.past) || name.label;
}
