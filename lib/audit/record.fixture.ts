import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { AuditEvent } from "./event";
import { record } from "./record";

const customer = { type: "profile", app: "acme-ios", id: "a0000000-0000-4000-8000-000000000001" } as const;

/** A grant, as it is recorded, with something personal on either side. */
export const grant = {
  actor: { id: "practice-alex", email: "alex@practice.example", role: "agent" },
  action: "access.grant",
  target: customer,
  reason: "COURTESY",
  changes: { before: { "access_levels.premium.expires_at": null }, after: { "access_levels.premium.is_active": true } },
  outcome: "applied",
  detail: { status: 200 },
  personal: { note: "Zoë said “thanks” 🎉\u202e \ud800" },
  requestId: "adapty-1",
  operationId: "5f0c7a52-4e8a-4f43-9d1b-6f3c8a0f3a11",
} satisfies AuditEvent;

export const view: AuditEvent = {
  actor: grant.actor,
  action: "profile.view",
  target: customer,
  outcome: "allowed",
};

export const at = new Date("2026-03-14T09:30:00.000Z");

export const append = (db: Kysely<Schema>, ...events: AuditEvent[]): Promise<number> =>
  db.transaction().execute((trx) => record(trx, events, at));

export const readEvents = (db: Kysely<Schema>) => db.selectFrom("audit_event").selectAll().orderBy("seq").execute();
