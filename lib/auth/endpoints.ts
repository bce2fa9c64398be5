import type { LocalOperationName, OperationName } from "@/lib/operations/catalogue";
import type { Permission } from "./permissions";

/** anybody: also who is not signed in. */
type Asked = Permission | "anybody";

/**
 * Every address of the console and what it asks for, by its path as the build names it; routes with their methods. A journey
 * holds this against the build and calls each as nobody and as every role: what is not named here fails there.
 */
export const pages: Record<string, Asked> = {
  "/": "customer.read",
  "/[app]/customers/[profileId]": "customer.read",
  "/activity": "activity.read",
  "/activity/record": "audit.read",
  "/activity/agents": "audit.read",
  "/approvals": "approval.request",
  "/approvals/[id]": "approval.request",
  "/queue": "activity.read",
  "/emergency": "elevation.read",
  "/settings": "console.open",
  "/settings/permissions": "console.open",
  "/account": "console.open",
  "/team": "team.manage",
  "/second-factor": "own.secure",
  "/sign-in": "anybody",
  "/sign-in/code": "anybody",
  "/set-up": "anybody",
  "/join": "anybody",
  "/new-password": "anybody",
  "/close-tab": "anybody",
};

export const routes: Record<string, Asked> = {
  "GET /api/apps/[app]/customers/[profileId]": "customer.read",
  "GET /api/apps/[app]/customers/[profileId]/limits": "access.grant",
  "GET /api/apps/[app]/customers/[profileId]/purchases": "customer.read",
  "GET /api/apps/[app]/customers/[profileId]/raw": "customer.read",
  "POST /api/apps/[app]/find": "customer.read",
  "GET /api/audit/export": "audit.export",
  "GET /api/[...rest]": "console.open",
  "POST /api/[...rest]": "console.open",
  "PUT /api/[...rest]": "console.open",
  "PATCH /api/[...rest]": "console.open",
  "DELETE /api/[...rest]": "console.open",
  "GET /api/emergency": "elevation.review",
  "POST /api/own/confirm": "own.secure",
  "POST /api/auth/code": "anybody",
  "POST /api/auth/join": "anybody",
  "POST /api/auth/new-password": "anybody",
  "GET /api/auth/oidc/callback": "anybody",
  "POST /api/auth/oidc/start": "anybody",
  "POST /api/auth/practice": "anybody",
  "POST /api/auth/set-up": "anybody",
  "POST /api/auth/sign-in": "anybody",
  "POST /api/auth/sign-out": "anybody",
  "GET /api/health": "anybody",
};

/** Every server action by its name, and the operation whose permission it asks for. */
export const actions: Record<string, OperationName | LocalOperationName> = {
  updateProfile: "profile.update",
  setTransaction: "transaction.set",
  grantComp: "comp.grant",
  endComp: "comp.end",
  grantAccess: "access.grant",
  revokeAccess: "access.revoke",
  checkOperation: "operation.check",
  settleOperation: "operation.settle",
  downloadKept: "customer.export",
  eraseKept: "customer.erase",
  revealPersonal: "personal.reveal",
  askForApproval: "approval.request",
  approve: "approval.approve",
  reject: "approval.reject",
  withdraw: "approval.withdraw",
  updateSettings: "settings.update",
  inviteAgent: "invitation.create",
  takeBackInvitation: "invitation.take_back",
  changeAgentRole: "account.change_role",
  disableAgent: "account.disable",
  makeNewPasswordLink: "account.new_password",
  startEmergency: "elevation.start",
  endEmergency: "elevation.end",
  reviewEmergency: "elevation.review",
  changeOwnPassword: "own.change_password",
  offerOwnFactor: "own.offer_factor",
  turnOnOwnFactor: "own.turn_on_factor",
  turnOffOwnFactor: "own.turn_off_factor",
  makeOwnRecoveryCodes: "own.new_recovery_codes",
  removeFactor: "account.remove_factor",
  endAgentSessions: "account.end_sessions",
  endOwnSessions: "own.end_sessions",
  connectSso: "own.connect_sso",
  disconnectSso: "own.disconnect_sso",
  enableAgent: "account.enable",
};
