import type { Json } from "./canonical";

/** Who did it, with the role they had at that moment. The e-mail is kept apart from the chain, to be erased when it must be. */
export type Actor = {
  id: string;
  email?: string;
  role: string;
  /** The emergency access under which it was done: every event of theirs names it. */
  elevationId?: string;
  /** The session that they sent it in, which is not recorded. */
  sessionId?: string;
};

/** The console itself, such as when it reads back what became of a write. */
export const theConsole: Actor = { id: "console", role: "console" };
/** Whoever is not signed in. */
export const stranger: Actor = { id: "stranger", role: "stranger" };

/** attempted and sent are steps of a write, the next five its outcome; allowed: a read; done: a change of our own; held: until they prove again that it is them, as anybody is asked to. */
export const auditOutcomes = [
  "attempted",
  "sent",
  "applied",
  "rejected",
  "unknown",
  "needs_human",
  "not_applied",
  "allowed",
  "done",
  "denied",
  "held",
] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

export type Target = { type: "profile" | "account" | "invitation" | "settings"; id: string; app?: string };

type Fields = { readonly [key: string]: Json | undefined };

/** One thing to record. `personal` takes all that may say something of a person, free text above all; the rest is for ever. */
export type AuditEvent = {
  actor: Actor;
  /** `noun.verb` */
  action: string;
  /** Of the shape of `changes`, `detail` and `personal` for this action; 1 when absent. */
  version?: number;
  target?: Target;
  reason?: string | null;
  /** Changed fields only. */
  changes?: { before?: Fields; after?: Fields };
  outcome: AuditOutcome;
  detail?: Fields;
  personal?: Fields;
  /** Adapty's id of the request. */
  requestId?: string;
  operationId?: string;
};
