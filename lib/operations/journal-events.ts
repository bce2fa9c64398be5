import "server-only";
import type { Json } from "@/lib/audit/canonical";
import { changedFacts, type Facts, listFacts } from "@/lib/audit/changes";
import { type Actor, type AuditEvent, theConsole } from "@/lib/audit/event";
import type { JournalRow, NewOperation, Outcome, Settlement } from "./journal-row";
import type { SecondPerson } from "./second-person";
import type { Snapshot } from "./snapshot";

type About = Pick<JournalRow, "id" | "app" | "profileId" | "name" | "agent"> & { reason?: string | null };

const about = ({ id, app, profileId, name, reason, agent }: About) => ({
  actor: agent,
  action: name,
  target: { type: "profile" as const, app, id: profileId },
  reason: reason || null,
  operationId: id,
});

/** The console, about what was done under emergency access or not. */
const consoleFor = ({ agent: { elevationId } }: Pick<JournalRow, "agent">): Actor =>
  elevationId === undefined ? theConsole : { ...theConsole, elevationId };

/** What was asked for. The values of a profile's fields are the customer's own; of other writes nothing is. */
export function attempted(operation: NewOperation, second?: SecondPerson): AuditEvent {
  const { name, note, ticket, customerUserId, request } = operation;
  const asked = name === "profile.update" ? Object.keys(request as object).sort() : (request as Json);
  return {
    ...about(operation),
    outcome: "attempted",
    detail: { asked, undoes: operation.undoes, approval: second?.approvalId, approver: second?.approver.id },
    personal: {
      request: request as Json,
      note: note || undefined,
      ticket: ticket || undefined,
      customer_user_id: customerUserId ?? undefined,
    },
  };
}

export const sent = (claimed: JournalRow, byConsole?: true): AuditEvent => ({
  ...about(claimed),
  ...(byConsole && { actor: consoleFor(claimed) }),
  outcome: "sent",
  detail: {
    attempt: claimed.attempts,
    approval: claimed.approvalId ?? undefined,
    approver: claimed.approver?.id,
  },
});

/** By its id, and where Adapty holds an id twice, by its place among those. */
function levels({ accessLevels }: Snapshot): Facts {
  const seen = new Map<string, number>();
  const facts = (accessLevels ?? []).map((level) => {
    const id = String(level.access_level_id);
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return listFacts(`access_levels.${id}${count > 1 ? `#${count}` : ""}`, level);
  });
  return Object.assign({}, ...facts);
}

const openFacts = (held: Snapshot): Facts => ({
  ...levels(held),
  ...listFacts("subscription", held.subscription ?? undefined),
  ...listFacts("non_subscription", held.nonSubscription ?? undefined),
  ...listFacts("total_revenue_usd", held.revenueUsd ?? undefined),
});
const attributes = (held: Snapshot): Facts =>
  Object.fromEntries((held.attributes ?? []).map(({ key, value }) => [`custom_attributes.${key}`, value as Json]));

/** What became of an attempt: by Adapty's answer to the agent, by the console, which read the customer back, or by somebody who looked. */
export function settled(row: JournalRow, { state, outcome, after, readBack, by }: Settlement): AuditEvent {
  const { before } = row;
  const personal = before && after && changedFacts(attributes(before), attributes(after));
  return {
    ...about(row),
    ...(readBack && { actor: consoleFor(row) }),
    ...(by && { actor: by.agent }),
    outcome: state,
    changes: (before && after && changedFacts(openFacts(before), openFacts(after))) || undefined,
    detail: {
      attempt: row.attempts,
      by: by ? "hand" : readBack ? "read_back" : "answer",
      code: outcome?.code,
      status: outcome?.status,
    },
    personal:
      outcome || personal
        ? { changes: personal || undefined, message: outcome?.message, note: by?.note || undefined }
        : undefined,
    requestId: outcome?.requestId,
  };
}

/** Given up by the console before anything was sent. */
export const abandoned = (row: JournalRow, { code }: Pick<Outcome, "code">): AuditEvent => ({
  ...about(row),
  actor: consoleFor(row),
  outcome: "not_applied",
  detail: { attempt: 0, code },
});

/** Turned away in the very step that was to claim it: whoever tried it just now, the approver where a second person let it pass. */
export const denied = (row: JournalRow, { code }: Pick<Outcome, "code">, by: Actor): AuditEvent => ({
  ...about(row),
  actor: by,
  outcome: "denied",
  detail: { code, approval: row.approvalId ?? undefined },
});
