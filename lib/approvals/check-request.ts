import "server-only";
import type { Kysely } from "kysely";
import { parseInstant } from "@/lib/adapty/instant";
import { areOnePerson } from "@/lib/auth/one-person";
import { can, isRole, whyNot } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import type { Schema } from "@/lib/db/schema";
import { type Approval, hashPayload } from "@/lib/operations/approval";
import { type OperationName, operations, permissionOf } from "@/lib/operations/catalogue";
import { inJournal } from "@/lib/operations/journal";
import { notSent } from "@/lib/operations/outcome";
import { dateNow } from "@/lib/world/world";
import { beholdenUntil, sayLetIn, sayUntil } from "./beholden";
import { sayState, stateNow } from "./request-state";

export type Refused = { code: string; message: string };

/** The answer to who wanted it sent. */
export const refuseSending = ({ code, message }: Refused) => notSent(code, `Nothing was sent. ${message}`);

/**
 * Whether the one who asked and this decider may be one person, for one of them has let the other in just before: then their
 * yes is no second one.
 */
export async function whyBeholden(
  db: Kysely<Schema>,
  { requester }: { requester: { id: string; email: string } },
  decider: Agent,
  now: Date,
): Promise<Refused | undefined> {
  const letYou = await beholdenUntil(db, decider, requester, now);
  if (letYou !== undefined) {
    const message = `${requester.email} asked for this and, less than 72 hours ago, ${sayLetIn("you", "your")}. Another person must decide it, or you after ${sayUntil(letYou)}.`;
    return { code: "beholden", message };
  }
  const letThem = await beholdenUntil(db, requester, decider, now);
  if (letThem === undefined) return;
  const message = `${requester.email} asked for this, and less than 72 hours ago you ${sayLetIn("them", "their")}. Another person must decide it, or you after ${sayUntil(letThem)}.`;
  return { code: "beholden", message };
}

/**
 * Whether this person may decide this request at all: never the one who asked, by whichever account, whatever the role, nor
 * somebody whom they let in just before, nor who let them in. Throws JournalUnavailable.
 */
export async function whyNotDecider(approval: Approval, decider: Agent): Promise<Refused | undefined> {
  const { requester, name } = approval;
  const { role } = decider;
  if (await inJournal((db) => areOnePerson(db, requester, decider))) {
    return { code: "own_request", message: "You asked for this yourself: somebody else must decide it." };
  }
  const missing = (["approval.decide", permissionOf(name)] as const).find((right) => !can(role, right));
  if (missing) return { code: "forbidden", message: whyNot(role, missing) };
  return inJournal((db) => whyBeholden(db, approval, decider, dateNow()));
}

/** Whether what lies in the table is what was shown, by its hash. */
export const whyNotShown = (
  approval: Approval,
  shown: { payloadHash: string; operation: OperationName },
): Refused | undefined =>
  approval.name === shown.operation &&
  approval.payloadHash === shown.payloadHash &&
  hashPayload(approval.name, approval.payload) === shown.payloadHash
    ? undefined
    : {
        code: "other_payload",
        message: "This is not the request that was shown to you. Look at it again, then decide.",
      };

/** Whether it can still be decided. `now` in milliseconds. */
export function whyNotOpen(approval: Approval, now: number): Refused | undefined {
  const state = stateNow(approval, now);
  if (state === "waiting") return;
  const by = approval.decider && state !== "expired" ? ` by ${approval.decider.email}` : "";
  return { code: "not_waiting", message: `This request is ${sayState(state)}${by} already.` };
}

/** To whoever comes after who said yes. */
export const sayDecided = ({ decider }: Approval): Refused => ({
  code: "not_waiting",
  message: `${decider?.email ?? "Somebody else"} has approved this already.`,
});

/** A grant whose end has come while it waited would give nothing. */
export function hasPassed({ name, payload }: Approval, now: number): boolean {
  if (!operations[name].opensAccess) return false;
  const { expires_at: end } = payload.body as { expires_at?: string | null };
  return Boolean(end) && parseInstant(end) <= now;
}

/** The one who asked, with the role of now; undefined when the account is gone, disabled, or may not do this any more. */
export async function findRequester({ requester, name }: Approval): Promise<Agent | undefined> {
  const held = await inJournal((db) =>
    db
      .selectFrom("user")
      .select(["id", "email", "name", "role", "disabledAt"])
      .where("id", "=", requester.id)
      .executeTakeFirst(),
  );
  if (!held || held.disabledAt || !isRole(held.role) || !can(held.role, permissionOf(name))) return;
  return { id: held.id, email: held.email, name: held.name, role: held.role };
}
