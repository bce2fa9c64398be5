type Operation = {
  label: string;
  past: string;
  permission: string;
  risk: "plain" | "books_revenue" | "irreversible";
  /** What of a customer it changes at Adapty. */
  touches: "fields" | "level" | "transaction" | "customer";
  /** Whether it is there to give access: it is a grant, and pointless once its end has come. */
  opensAccess: boolean;
};

/** What an agent can do from here. `permission` is looked up in the one permission table; `risk` sets the confirmation. */
export const operations = {
  "profile.update": {
    label: "Edit profile",
    past: "Edited the profile",
    permission: "profile.update",
    risk: "plain",
    touches: "fields",
    opensAccess: false,
  },
  "transaction.set": {
    label: "Enter transaction",
    past: "Entered a transaction",
    permission: "transaction.set",
    risk: "books_revenue",
    touches: "transaction",
    opensAccess: false,
  },
  "comp.grant": {
    label: "Grant a comp",
    past: "Granted a comp",
    permission: "access.grant",
    risk: "plain",
    touches: "transaction",
    opensAccess: true,
  },
  "comp.end": {
    label: "End a comp",
    past: "Ended a comp",
    permission: "access.revoke",
    risk: "plain",
    touches: "transaction",
    opensAccess: false,
  },
  "comp.undo": {
    label: "Take back a comp",
    past: "Took back a comp",
    permission: "access.revoke",
    risk: "plain",
    touches: "transaction",
    opensAccess: false,
  },
  "comp.reopen": {
    label: "Give back an ended comp",
    past: "Gave back an ended comp",
    permission: "access.grant",
    risk: "plain",
    touches: "transaction",
    opensAccess: true,
  },
  "access.grant": {
    label: "Grant access",
    past: "Granted access",
    permission: "access.grant",
    risk: "plain",
    touches: "level",
    opensAccess: true,
  },
  "access.revoke": {
    label: "End access",
    past: "Ended access",
    permission: "access.revoke",
    risk: "plain",
    touches: "level",
    opensAccess: false,
  },
  "profile.delete": {
    label: "Delete a customer",
    past: "Deleted the customer",
    permission: "profile.delete",
    risk: "irreversible",
    touches: "customer",
    opensAccess: false,
  },
} as const satisfies Record<string, Operation>;

/** What changes nothing at Adapty: done in our own database. */
export const localOperations = {
  "operation.check": { label: "Check again", permission: "customer.read" },
  "operation.undo": { label: "Undo", permission: "operation.undo" },
  "operation.settle": {
    label: "Say what became of a write",
    past: "Said what became of a write",
    permission: "operation.settle",
  },
  "customer.export": {
    label: "Download what is kept of a customer",
    past: "Downloaded what is kept of a customer",
    permission: "customer.erase",
  },
  "customer.erase": {
    label: "Erase what is kept of a customer",
    past: "Erased what was kept of a customer",
    permission: "customer.erase",
  },
  "personal.reveal": {
    label: "Reveal personal data",
    past: "Revealed personal data",
    permission: "personal.reveal",
  },
  "approval.request": { label: "Ask for approval", past: "Asked for approval", permission: "approval.request" },
  "approval.approve": { label: "Approve a request", past: "Approved a request", permission: "approval.decide" },
  "approval.reject": { label: "Reject a request", past: "Rejected a request", permission: "approval.decide" },
  "approval.withdraw": { label: "Withdraw a request", past: "Withdrew a request", permission: "approval.request" },
  "settings.update": { label: "Change settings", past: "Changed settings", permission: "settings.update" },
  "invitation.create": { label: "Invite", permission: "team.manage" },
  "invitation.take_back": {
    label: "Take back an invitation",
    past: "Took back an invitation",
    permission: "team.manage",
  },
  "account.change_role": { label: "Change a role", past: "Changed a role", permission: "team.manage" },
  "account.disable": { label: "Disable an account", past: "Disabled an account", permission: "team.manage" },
  "account.new_password": {
    label: "Make a new-password link",
    past: "Made a new-password link",
    permission: "team.manage",
  },
  "account.end_sessions": { label: "End sessions", past: "Ended sessions", permission: "team.manage" },
  "account.remove_factor": {
    label: "Remove a second factor",
    past: "Removed a second factor",
    permission: "team.manage",
  },
  "account.enable": { label: "Enable an account", past: "Enabled an account", permission: "team.manage" },
  "elevation.start": {
    label: "Take emergency access",
    past: "Took emergency access",
    permission: "elevation.start",
  },
  "elevation.end": { label: "End emergency access", past: "Ended emergency access", permission: "console.open" },
  "elevation.review": {
    label: "Review emergency access",
    past: "Reviewed emergency access",
    permission: "elevation.review",
  },
  "own.change_password": { label: "Change own password", permission: "console.open" },
  "own.offer_factor": { label: "Begin to turn on the second factor", permission: "own.secure" },
  "own.turn_on_factor": { label: "Turn on the second factor", permission: "own.secure" },
  "own.turn_off_factor": { label: "Turn off the second factor", permission: "own.secure" },
  "own.new_recovery_codes": { label: "Make new recovery codes", permission: "own.secure" },
  "own.connect_sso": {
    label: "Connect single sign-on",
    past: "Connected single sign-on",
    permission: "console.open",
  },
  "own.disconnect_sso": {
    label: "Disconnect single sign-on",
    past: "Disconnected single sign-on",
    permission: "console.open",
  },
  "own.end_sessions": { label: "End own sessions", past: "Ended own sessions", permission: "console.open" },
} as const;

export type OperationName = keyof typeof operations;
export const operationNames = Object.keys(operations) as OperationName[];
export type LocalOperationName = keyof typeof localOperations;

export const permissionOf = (name: OperationName | LocalOperationName) =>
  ({ ...operations, ...localOperations })[name].permission;

/**
 * prepared: recorded, nothing sent. sent: on its way. unknown: may have been applied; settled by reading back. needs_human: the
 * same, and reading back could not tell for over an hour.
 */
const operationStates = ["prepared", "sent", "applied", "rejected", "unknown", "needs_human", "not_applied"] as const;
export type OperationState = (typeof operationStates)[number];

/** What an attempt comes to, known or not. */
export const outcomeStates = ["applied", "rejected", "unknown", "needs_human", "not_applied"] as const;

/** What was sent, and nobody knows whether it was taken. */
export const unconfirmedStates: OperationState[] = ["unknown", "needs_human"];
export const isUnconfirmed = (state: OperationState): boolean => unconfirmedStates.includes(state);

/** What was sent and is not settled. */
export const unsettledStates: OperationState[] = ["sent", ...unconfirmedStates];
/** What is not settled, sent or not. */
export const openStates: OperationState[] = ["prepared", ...unsettledStates];

/** What was sent and may have been taken. */
export const takenStates: OperationState[] = [...unsettledStates, "applied"];
