import { can, EMERGENCY, type Permission, permissionNames } from "./permissions";
import { isOneClick } from "./practice-agents";

/** May whoever has `role` do all that `other` may, emergency access counted as what it gives? Nobody hands out, or takes, a right that they lack. */
export function covers(role: string, other: string): boolean {
  const needsNone = permissionNames.every((permission) => can(role, permission) || !can(EMERGENCY, permission));
  const may = (permission: Permission) => can(role, permission) || (permission === "elevation.start" && needsNone);
  return permissionNames.every((permission) => may(permission) || !can(other, permission));
}

type Person = { id: string; role: string };

/** Why `actor` may not change the role of `account` or disable it, as a sentence for the screen; null when they may. */
export function whyFixed(actor: Person, account: Person): string | null {
  if (actor.id === account.id) return "Nobody changes their own account. Ask another admin.";
  if (isOneClick(account.id)) return "The practice accounts stay as they are: everybody signs in with them.";
  return covers(actor.role, account.role) ? null : "This account may do what yours may not.";
}
