import "server-only";
import type { FieldError } from "@/lib/adapty/errors";
import type { Profile } from "@/lib/adapty/profile";
import { sayLostRole } from "@/lib/auth/lost-role";
import { log } from "@/lib/log/log";
import { dateNow } from "@/lib/world/world";
import { settleOperation } from "./journal";
import type { JournalRow, Settlement } from "./journal-row";
import type { Result } from "./result";
import { type Beyond, codeOf } from "./second-person";
import { takeSnapshot } from "./snapshot";
import { tellOutcome } from "./tell-outcome";

/** After a write: the whole profile, as Adapty answered it; null when it is gone. */
export type Written = { profile: Profile | null; operationId: string };
type Refusal = Extract<Result<Written>, { ok: false }>["error"];

export const refuse = (error: Refusal): { ok: false; error: Refusal } => ({ ok: false, error });

export const notSent = (code: string, message: string) => refuse({ outcome: "not_sent", code, message });

/** For a form that cannot be sent as it was filled in: `fields` says which of them, and why. */
export const invalidInput = (fields: FieldError[]) =>
  refuse({
    outcome: "not_sent",
    code: "invalid_input",
    message: "Nothing was sent: some fields need another look.",
    fields,
  });

/** What the agent may not do alone. */
export const notAlone = (beyond: Beyond) =>
  refuse({
    outcome: "not_sent",
    code: codeOf(beyond),
    message: `${beyond.message} Nothing was sent.`,
    approvable: true,
  });

/** For who was disabled, or lost a role or emergency access, while it was under way. `done`: what did not happen. */
export const noLongerTheirs = (
  done: "sent" | "asked for" | "changed" | "saved" | "revealed" | "downloaded" | "erased",
) => notSent("forbidden", sayLostRole(done));

export const REQUESTER_MAY_NOT = "requester_may_not";

/** For who lets pass what a colleague asked for who may not do it any more. What is left to do lib/approvals tells. */
export const requesterMayNot = () =>
  notSent(REQUESTER_MAY_NOT, "Nothing was sent. Who asked for this may not do it any more.");

/** Answered whenever the journal cannot take the intent: without a record nothing leaves the house. */
export const cannotRecord = () =>
  notSent(
    "cannot_record",
    "Nothing was sent: the console cannot record the change just now, and it sends nothing unrecorded. Try again in a moment. If this goes on, tell an admin.",
  );

/** When the database was lost just as it was to keep the intent: what it kept, the console looks for and settles. */
export const maybeRecorded = () =>
  refuse({
    outcome: "unknown",
    code: "maybe_recorded",
    message:
      "Not confirmed yet: the console lost its database just as it recorded this. This try sent nothing so far, but it may still be sent. Sending the same form again is safe: it counts once.",
  });

/** Whatever kept a second sending from going through, the first may have arrived. */
export const stillUnknown = (message: string) => ({
  outcome: "unknown" as const,
  message: `It is still not known whether the first sending arrived. This time: ${message}`,
});

export const NOT_CHECKED = "not_checked";

/** For a write whose outcome is open, when Adapty could not be asked for it: `why` in a sentence. */
export const notChecked = (why: string) =>
  refuse({
    outcome: "unknown",
    code: NOT_CHECKED,
    message: `It is still not known whether this was done, for Adapty could not be asked just now. ${why}`,
  });

const onItsWay = "Not confirmed yet. Do not repeat it elsewhere: we are checking with Adapty.";
const appliedUnread =
  "Adapty confirmed this change, but the customer could not be read again just now. Nothing has to be repeated.";

export const LOOKED_FOR = "looked_for_meanwhile";

/** For who looks at what somebody else has just looked for, such as the console, which may be about to send it once more. */
export const lookedForMeanwhile = () => refuse({ outcome: "unknown", code: LOOKED_FOR, message: onItsWay });

/** For who may not see the customer now: `why` says so in sentences. */
export const appliedUnshown = (why: string) =>
  refuse({
    outcome: "applied",
    code: "applied_unshown",
    message: `Adapty confirmed this change, so nothing has to be repeated. ${why}`,
  });

/** For who asked for a page that is not there any more. */
export const customerGone = () =>
  refuse({
    outcome: "applied",
    code: "customer_gone",
    message: "Adapty confirmed this change, and has the customer no more. Nothing has to be repeated.",
  });

/** What an operation's row says to the agent who asked for it, when there is no profile to show. */
export function describeOutcome(row: JournalRow): { ok: false; error: Refusal } {
  if (row.state === "applied") return refuse({ outcome: "applied", code: "applied_unread", message: appliedUnread });
  const { code = "unknown", message = onItsWay, fields, requestId } = row.outcome ?? {};
  const refused = row.state === "rejected" || (row.state === "not_applied" && code === "rate_limited");
  const outcome = refused ? "refused" : row.state === "not_applied" ? "not_sent" : "unknown";
  return refuse({ outcome, code, message, fields, requestId });
}

/**
 * Settles what Adapty has already decided. When the journal cannot take it, the answer to the agent stays true: the row
 * stays as it was sent, and is settled later by reading back. False then, and when somebody else settled it.
 */
export async function recordOutcome(row: JournalRow, settlement: Settlement): Promise<boolean> {
  const now = dateNow();
  try {
    const isSettled = await settleOperation(row, settlement, now);
    if (isSettled) tellOutcome(row, settlement, now);
    return isSettled;
  } catch (error) {
    const { state } = settlement;
    log.error("The outcome of a write could not be recorded.", { operation: row.id, state, fault: error });
    return false;
  }
}

export async function recordApplied(
  row: JournalRow,
  profile: Profile | null,
  how: Pick<Settlement, "readBack" | "lease"> = {},
): Promise<Result<Written>> {
  await recordOutcome(row, { state: "applied", ...(profile && { after: takeSnapshot(profile, row.request) }), ...how });
  return { ok: true, data: { profile, operationId: row.id } };
}

/** Of two who say yes at once one is the second person; what was withdrawn or has expired meanwhile has none. */
export const decidedMeanwhile = () =>
  notSent(
    "decided_meanwhile",
    "Nothing was sent: this request was decided, withdrawn or changed meanwhile. Look at it as it is now.",
  );
