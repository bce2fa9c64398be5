import "server-only";
import type { SelectQueryBuilder, Transaction } from "kysely";
import { insertRows } from "@/lib/db/insert-rows";
import type { Schema } from "@/lib/db/schema";
import type { Actor, AuditEvent, Target } from "./event";
import { ERASE } from "./judge";
import { readHeld } from "./open-event";
import { readEventColumns } from "./read-rows";
import { record } from "./record";
import { wordsOf } from "./word-index";

type Erasure = {
  actor: Actor;
  target: Target;
  reason?: string;
  detail?: AuditEvent["detail"];
  now: Date;
  /** What was recorded later stays; ISO. Absent: up to now. */
  until?: string;
  /** What else of the same step is to be recorded, before the erasing. */
  before?: readonly AuditEvent[];
};

/**
 * Erases what the record holds of a person, a customer or an account: what they did or what was done to them stays, without
 * their data. The erasing is itself recorded, and the chain stays sound. To be called last, as `record`.
 */
export async function erasePersonal(
  trx: Transaction<Schema>,
  { now, until, before = [], ...asked }: Erasure,
): Promise<void> {
  const { target } = asked;
  const seq = await record(trx, [...before, { ...asked, action: ERASE, outcome: "done" }], now);
  const erase = trx
    .updateTable("audit_personal")
    .set({ salt: null, body: null, erased_by: seq })
    .where("erased_by", "is", null)
    .where("audit_personal.seq", "<", seq);
  let about = trx
    .selectFrom("audit_event")
    .select("audit_event.seq")
    .where("target_type", "=", target.type)
    .where("target_id", "=", target.id)
    .where("app", target.app ? "=" : "is", target.app ?? null);
  if (until) about = about.where("recorded_at", "<=", until);
  await erase.where("part", "=", "subject").where("audit_personal.seq", "in", about).execute();
  await forgetWords(trx, about.where("audit_event.seq", "<", seq));
  if (target.type !== "account") return;
  const by = trx.selectFrom("audit_event").select("audit_event.seq").where("actor_id", "=", target.id);
  await erase.where("part", "=", "actor").where("audit_personal.seq", "in", by).execute();
}

/** What was erased is found no more. The reason and the reference of an erasure say nothing of a person and stay. */
async function forgetWords(
  trx: Transaction<Schema>,
  erased: SelectQueryBuilder<Schema, "audit_event", { seq: number }>,
): Promise<void> {
  await trx.deleteFrom("audit_word").where("seq", "in", erased).execute();
  const reasoned = erased.where("reason", "is not", null);
  const left = await readEventColumns(trx, reasoned, ["seq", "action", "reason", "detail"]);
  await insertRows(
    trx,
    "audit_word",
    left.flatMap(({ detail, ...event }) => wordsOf({ ...event, detail: readHeld(detail), personal: {} })),
  );
}
