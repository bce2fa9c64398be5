import "server-only";
import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { Webhook } from "@/lib/env-outside";
import { findOverdue } from "@/lib/operations/overdue";
import { type Claimed, claimAlerts, settleAlerts } from "./claim-alerts";
import { notePost } from "./last-post";
import { postWebhook } from "./post-webhook";

/** The id of a message: the same for the same news, so that whoever gets it twice can tell; another when something else became overdue with it. */
const idOf = (claimed: Claimed[]): string =>
  `alert_${createHash("sha256")
    .update(JSON.stringify(claimed.map(({ id, told }) => [id, told])))
    .digest("hex")
    .slice(0, 32)}`;

/** What is posted: which writes, since when and where to look. Nothing of a customer or an agent. */
function messageOf(claimed: Claimed[], { overdue, queue, now }: { overdue: number; queue: string; now: Date }) {
  const isOne = overdue === 1;
  const many = isOne ? "One change was sent to Adapty" : `${overdue} changes were sent to Adapty`;
  return {
    type: "operations.overdue",
    timestamp: now.toISOString(),
    text: `${many} over an hour ago and nobody knows yet whether ${isOne ? "it was" : "they were"} done. Look at ${queue}`,
    data: {
      overdue,
      queue,
      operations: claimed.map(({ id, app, name, state, since, told }) => ({
        id,
        app,
        name,
        state,
        sent_at: since,
        age_seconds: Math.floor((now.getTime() - Date.parse(since)) / 1_000),
        told_before: told,
      })),
    },
  };
}

type Place = { db: Kysely<Schema>; webhook: Webhook; queue: string };

/**
 * Tells the webhook of every write that became overdue, once, and daily for as long as it stays so; what it did not take is told
 * again soon. Answers how many were told. Several consoles on one database share that: lib/alerts/claim-alerts. A console that
 * dies between post and record tells it again.
 */
export async function tellOverdue({ db, webhook, queue }: Place, now: Date): Promise<number> {
  const claimed = await claimAlerts(db, now);
  if (claimed.length === 0) return 0;
  const { count: overdue } = await findOverdue(db, now);
  const outcome = await postWebhook(
    webhook,
    { id: idOf(claimed), body: messageOf(claimed, { overdue, queue, now }) },
    now,
  );
  notePost(outcome, now);
  await settleAlerts(db, claimed, outcome === "taken", now);
  return outcome === "taken" ? claimed.length : 0;
}
