import "server-only";
import type { Transaction } from "kysely";
import type { Json } from "@/lib/audit/canonical";
import { record } from "@/lib/audit/record";
import { hasLostRole } from "@/lib/auth/lost-role";
import type { Agent } from "@/lib/auth/session";
import { holdName } from "@/lib/db/hold-name";
import type { ApprovalTable, Schema } from "@/lib/db/schema";
import { type Approval, toApproval } from "@/lib/operations/approval";
import { stepOf } from "@/lib/operations/approval-steps";
import type { OperationName } from "@/lib/operations/catalogue";
import type { WriteInput } from "@/lib/operations/input";
import { inStep } from "@/lib/operations/journal";
import { type Bodies, hasSameEffect } from "@/lib/operations/same-effect";
import { type Beyond, codeOf } from "@/lib/operations/second-person";
import type { Snapshot } from "@/lib/operations/snapshot";
import { mintId } from "@/lib/world/world";
import { EXPIRES_MS } from "./request-state";
import { findStale } from "./stale";

type NewRequest = {
  name: OperationName;
  agent: Agent;
  input: WriteInput<OperationName>;
  payloadHash: string;
  customerUserId: string | null;
  needs: Beyond;
  snapshot: Snapshot;
};

const toValues = (request: NewRequest, now: Date): ApprovalTable => ({
  id: mintId(),
  operation_id: request.input.target.operationId,
  app: request.input.target.app,
  profile_id: request.input.target.profileId,
  customer_user_id: request.customerUserId,
  name: request.name,
  payload: JSON.stringify(request.input),
  payload_hash: request.payloadHash,
  needs_code: codeOf(request.needs),
  needs_message: request.needs.message,
  state_seen: JSON.stringify(request.snapshot),
  state: "waiting",
  requester_id: request.agent.id,
  requester_email: request.agent.email,
  requester_role: request.agent.role,
  requested_at: now.toISOString(),
  expires_at: new Date(now.getTime() + EXPIRES_MS).toISOString(),
  decider_id: null,
  decider_email: null,
  decider_role: null,
  decided_at: null,
  decision_note: null,
  erased_at: null,
});

/** Who asked for the same for this customer and waits. Nobody else can ask for this customer until the transaction ends. */
async function findSame(trx: Transaction<Schema>, { name, input }: NewRequest, now: Date): Promise<string | undefined> {
  const { app, profileId } = input.target;
  await holdName(trx, `approval ${app} ${profileId}`);
  const waiting = await trx
    .selectFrom("approval")
    .selectAll()
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("state", "=", "waiting")
    .where("expires_at", ">", now.toISOString())
    .execute();
  // Out of date, it only waits to be set aside, and is to be asked for again.
  const stale = await findStale(trx, waiting, now.getTime());
  const alive = waiting.filter(({ id }) => !stale.has(id));
  const asksSame = (held: Approval) =>
    held.name === name && hasSameEffect(name, input.body, held.payload.body as Bodies[OperationName], { waits: true });
  return alive.map(toApproval).find(asksSame)?.requester.email;
}

/** The very form of the very person, when it was faster. */
async function findTwin(trx: Transaction<Schema>, { agent, input, payloadHash }: NewRequest) {
  const row = await trx
    .selectFrom("approval")
    .select("id")
    .where("operation_id", "=", input.target.operationId)
    .where("requester_id", "=", agent.id)
    .where("payload_hash", "=", payloadHash)
    .executeTakeFirst();
  return row?.id;
}

type Kept = { approvalId: string; waitingFor?: undefined } | { approvalId?: undefined; waitingFor: string };

/**
 * Records a request with its event, unless the same waits for this customer already: then who asked for that. "not_theirs":
 * who asks lost the account, the role or the emergency access meanwhile.
 */
export function keepRequest(request: NewRequest, now: Date): Promise<Kept | "not_theirs"> {
  return inStep(async (trx) => {
    if (await hasLostRole(trx, request.agent, now)) return "not_theirs";
    const waitingFor = await findSame(trx, request, now);
    const twin = await findTwin(trx, request);
    if (twin) return { approvalId: twin };
    if (waitingFor !== undefined) return { waitingFor };
    const values = toValues(request, now);
    await trx.insertInto("approval").values(values).execute();
    const { why, body } = request.input;
    const personal = {
      request: body as Json,
      note: why.note || undefined,
      ticket: why.ticket || undefined,
      customer_user_id: request.customerUserId ?? undefined,
    };
    const detail = { because: values.needs_code, expires_at: values.expires_at };
    await record(trx, [stepOf(toApproval(values), request.agent, "request", { detail, personal })], now);
    return { approvalId: values.id };
  });
}
