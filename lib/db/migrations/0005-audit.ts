import "server-only";
import { type Kysely, sql } from "kysely";
import { isSqlite } from "../dialect";

/** The audit record: events that can only be appended, each after the one before, and beside them what may be erased of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const number = isSqlite(db) ? "integer" : "bigint";
  await db.schema
    .createTable("audit_event")
    .addColumn("seq", number, (column) => column.primaryKey().notNull())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("recorded_at", "text", (column) => column.notNull())
    .addColumn("actor_id", "text", (column) => column.notNull())
    .addColumn("actor_role", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("action_version", "integer", (column) => column.notNull())
    .addColumn("app", "text")
    .addColumn("target_type", "text")
    .addColumn("target_id", "text")
    .addColumn("reason", "text")
    .addColumn("changes", "text")
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("detail", "text")
    .addColumn("request_id", "text")
    .addColumn("operation_id", "text")
    .addColumn("actor_commitment", "text")
    .addColumn("subject_commitment", "text")
    .addColumn("prev_hash", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  const indexes = {
    by_target: ["target_id", "app", "seq"],
    by_actor: ["actor_id", "recorded_at", "seq"],
    by_time: ["recorded_at", "seq"],
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.createIndex(`audit_event_${name}`).on("audit_event").columns(columns).execute();
  }
  await db.schema
    .createIndex("audit_event_by_operation")
    .on("audit_event")
    .columns(["operation_id", "seq"])
    .where(sql.ref("operation_id"), "is not", null)
    .execute();

  await db.schema
    .createTable("audit_personal")
    .addColumn("seq", number, (column) => column.notNull())
    .addColumn("part", "text", (column) => column.notNull())
    .addColumn("salt", "text")
    .addColumn("body", "text")
    .addColumn("erased_by", number)
    .addPrimaryKeyConstraint("audit_personal_key", ["seq", "part"])
    .execute();
  for (const statement of isSqlite(db) ? sqliteTriggers : postgresTriggers) await sql.raw(statement).execute(db);
}

const ONLY_APPENDS = "the audit record is append-only";
const ONE_CHAIN = "the audit record is one chain";
const ERASES =
  "new.seq = old.seq and new.part = old.part and old.erased_by is null and new.erased_by is not null and new.salt is null and new.body is null";

// "insert or replace" deletes without a word to a delete trigger: the insert triggers refuse what is there already.
const refuse = (why: string) => `begin select raise(abort, '${why}'); end`;
const sqliteTriggers = [
  `create trigger audit_event_update before update on audit_event ${refuse(ONLY_APPENDS)}`,
  `create trigger audit_event_delete before delete on audit_event ${refuse(ONLY_APPENDS)}`,
  `create trigger audit_event_insert before insert on audit_event when
    new.seq <> coalesce((select max(seq) from audit_event), 0) + 1 or
    new.prev_hash <> coalesce((select hash from audit_event where seq = new.seq - 1), '${"0".repeat(64)}')
    ${refuse(ONE_CHAIN)}`,
  `create trigger audit_personal_insert before insert on audit_personal when
    exists (select 1 from audit_personal where seq = new.seq and part = new.part) ${refuse(ONLY_APPENDS)}`,
  `create trigger audit_personal_update before update on audit_personal when not (${ERASES}) ${refuse(ONLY_APPENDS)}`,
  `create trigger audit_personal_delete before delete on audit_personal ${refuse(ONLY_APPENDS)}`,
];

const postgresTriggers = [
  `create function audit_refuse() returns trigger language plpgsql as $$
    begin raise exception '${ONLY_APPENDS}'; end $$`,
  `create function audit_follow() returns trigger language plpgsql as $$
    declare head record;
    begin
      select seq, hash into head from audit_event order by seq desc limit 1;
      if new.seq <> coalesce(head.seq, 0) + 1 or new.prev_hash <> coalesce(head.hash, repeat('0', 64)) then
        raise exception '${ONE_CHAIN}';
      end if;
      return new;
    end $$`,
  "create trigger audit_event_insert before insert on audit_event for each row execute function audit_follow()",
  "create trigger audit_event_change before update or delete on audit_event for each row execute function audit_refuse()",
  "create trigger audit_event_empty before truncate on audit_event execute function audit_refuse()",
  `create trigger audit_personal_update before update on audit_personal for each row
    when (not (${ERASES})) execute function audit_refuse()`,
  "create trigger audit_personal_delete before delete on audit_personal for each row execute function audit_refuse()",
  "create trigger audit_personal_empty before truncate on audit_personal execute function audit_refuse()",
];
