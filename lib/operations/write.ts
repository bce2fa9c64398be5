import "server-only";
import { toCustomerView } from "@/lib/access/view";
import { getProfile } from "@/lib/adapty/calls";
import type { AdaptyFailure } from "@/lib/adapty/errors";
import type { Agent } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { readSettings } from "@/lib/settings/store";
import type { OperationName } from "./catalogue";
import type { WriteInput } from "./input";
import {
  claimForSending,
  findOperation,
  hashRequest,
  type JournalRow,
  prepareOperation,
  settleOperation,
} from "./journal";
import { notSent, recordApplied, refuse, type Written } from "./outcome";
import { recheckOperation, waitUntilSettled } from "./recheck";
import type { Result } from "./result";
import { describeSeen } from "./seen";
import { takeSnapshot } from "./snapshot";
import { writes } from "./writes";

/**
 * The life of a write, for every operation alike: read the customer, compare with what the agent saw, journal the intent
 * durably, send once, journal the outcome. The same operation id never sends twice what may have arrived.
 */
export async function writeOperation<Name extends OperationName>(
  name: Name,
  agent: Agent,
  input: WriteInput<Name>,
): Promise<Result<Written>> {
  const { target, why, body } = input;
  const app = env.apps.find((candidate) => candidate.id === target.app);
  if (!app) return notSent("unknown_app", `This console knows no app called ${target.app}. Nothing was sent.`);

  const existing = await findOperation(target.operationId);
  if (existing) return repeatOperation(existing, hashRequest(name, target.app, target.profileId, body), agent);

  const read = await getProfile(app, { profileId: target.profileId });
  if (!read.ok) return notSent(read.error.code, `Nothing was sent. ${read.error.message}`);
  const before = read.profile;

  if (describeSeen(name, toCustomerView(before, app.id, Date.now())) !== target.seen) {
    return notSent(
      "changed_since",
      "Nothing was sent: this customer changed while the form was open. Look at what is shown now, then decide again.",
    );
  }

  const settings = await readSettings();
  const forbidden = writes[name].guard?.(body as never, {
    agent,
    settings,
    app: app.id,
    before,
    now: Date.now(),
  });
  if (forbidden) return refuse({ outcome: "not_sent", code: "forbidden", message: `${forbidden} Nothing was sent.` });

  const prepared = await prepareOperation(
    {
      id: target.operationId,
      app: app.id,
      profileId: target.profileId,
      customerUserId: before.customer_user_id ?? null,
      name,
      agent,
      ...why,
      request: body,
      before: takeSnapshot(before, body),
    },
    new Date(),
  );
  const row = await findOperation(target.operationId);
  if (!row) throw new Error("The journal lost a row that it had just accepted.");
  if (!prepared) return repeatOperation(row, hashRequest(name, target.app, target.profileId, body), agent);
  return sendOperation(row);
}

/** Sends a journalled operation once, with the bytes the journal holds, and records what became of it. */
export async function sendOperation(row: JournalRow): Promise<Result<Written>> {
  const app = env.apps.find((candidate) => candidate.id === row.app);
  if (!app) return notSent("unknown_app", `This console no longer knows the app ${row.app}. Nothing was sent.`);
  if (!(await claimForSending(row.id, row.attempts, new Date()))) return waitUntilSettled(row.id);
  const answer = await writes[row.name].send(app, { profileId: row.profileId }, row.request as never);
  if (answer.ok) return recordApplied(row, answer.profile);
  return recordFailure(row, answer.error);
}

async function recordFailure(row: JournalRow, error: AdaptyFailure): Promise<Result<Written>> {
  const { kind, code, message, fields, status, requestId } = error;
  const state = kind === "refused" ? "rejected" : kind === "not_reached" ? "not_applied" : "unknown";
  await settleOperation(row.id, { state, outcome: { code, message, status, requestId } }, new Date());
  if (state === "unknown") return recheckOperation(row.id);
  return refuse({ outcome: kind === "refused" ? "refused" : "not_sent", code, message, fields, requestId });
}

/** The same form sent again: never a second effect. */
async function repeatOperation(row: JournalRow, hash: string, agent: Agent): Promise<Result<Written>> {
  if (row.requestHash !== hash || row.agent.id !== agent.id) {
    return notSent("operation_reused", "This form was already sent with other contents. Open the form again.");
  }
  if (row.state === "prepared" || row.state === "not_applied") return sendOperation(row);
  if (row.state === "sent") return waitUntilSettled(row.id);
  return recheckOperation(row.id);
}
