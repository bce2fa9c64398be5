import "server-only";
import { getDatabase } from "@/lib/db/database";
import { listActivity } from "@/lib/operations/activity";
import { type ToldEntry, tellEntry } from "@/lib/operations/describe-request";
import { listUnsettled } from "@/lib/operations/list-unsettled";
import { recheckOperation } from "@/lib/operations/recheck";
import { hideMessage } from "./hide-fields";

/** What is left of a customer whom Adapty does not know (any more). `at` is ISO. */
export type GoneCustomer = {
  customerUserId: string | null;
  /** Deleted from here: who asked for it, who approved it, when. */
  deleted: { by: string; approver: string | null; at: string } | null;
  activity: ToldEntry[];
};

/** Whether and by whom a customer was deleted from here, at last. */
export async function findDeletion(app: string, profileId: string): Promise<GoneCustomer["deleted"]> {
  const db = await getDatabase();
  const row = await db
    .selectFrom("operation")
    .select(["agent_email", "approver_email", "settled_at", "created_at"])
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("name", "=", "profile.delete")
    .where("state", "=", "applied")
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { by: row.agent_email, approver: row.approver_email, at: row.settled_at ?? row.created_at } : null;
}

async function findLastId(app: string, profileId: string): Promise<string | null> {
  const db = await getDatabase();
  const row = await db
    .selectFrom("operation")
    .select("customer_user_id")
    .where("app", "=", app)
    .where("profile_id", "=", profileId)
    .where("customer_user_id", "is not", null)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.customer_user_id ?? null;
}

/** For a role, when Adapty has just said that it has no such profile: a deletion whose outcome was open is settled by that. */
export async function readGoneCustomer(app: string, profileId: string, role: string): Promise<GoneCustomer> {
  const open = (await listUnsettled(app, profileId)).filter(({ name }) => name === "profile.delete");
  for (const { id } of open) await recheckOperation(id);
  const [deleted, customerUserId, entries] = await Promise.all([
    findDeletion(app, profileId),
    findLastId(app, profileId),
    listActivity(app, profileId),
  ]);
  return { deleted, customerUserId, activity: entries.map((entry) => tellEntry(hideMessage(entry, role))) };
}
