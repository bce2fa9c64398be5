import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { OperationTable, Schema } from "@/lib/db/schema";
import { newRow } from "./journal-row";

/** What a row holds of people, none of which is anybody else's business. */
export const personal = [
  "jane.canary@customer.example",
  "CANARY-customer",
  "ada.canary@acme.test",
  "the canary's note",
];
const [email = "", customerUserId = "", agentEmail = "", note = ""] = personal;

/** A write that was sent so many minutes before `now`, and whose outcome is open unless `set` says otherwise. Answers its id. */
export async function insertSent(
  db: Kysely<Schema>,
  { minutes, now, ...set }: { minutes: number; now: Date } & Partial<OperationTable>,
): Promise<string> {
  const id = randomUUID();
  const at = new Date(now.getTime() - minutes * 60_000);
  const operation = {
    id,
    app: "acme-ios",
    profileId: randomUUID(),
    customerUserId,
    name: "profile.update" as const,
    agent: { id: "ada", name: "Ada", email: agentEmail, role: "agent" as const },
    note,
    request: { email },
    before: { timestamp: 0, revenueUsd: 0, accessLevels: [], attributes: [] },
    days: null,
    countedFor: null,
  };
  const sent = { state: "unknown" as const, sent_at: at.toISOString(), attempts: 1 };
  await db
    .insertInto("operation")
    .values({ ...newRow(operation, at), ...sent, ...set })
    .execute();
  return id;
}
