import "server-only";
import { type Kysely, sql } from "kysely";
import { isSqlite } from "../dialect";

/** What of the record stands in a signed file and not here any more. Only a beginning that a row of it names can be deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const number = isSqlite(db) ? "integer" : "bigint";
  await db.schema
    .createTable("audit_archive")
    .addColumn("last_seq", number, (column) => column.primaryKey().notNull())
    .addColumn("first_seq", number, (column) => column.notNull())
    .addColumn("last_hash", "text", (column) => column.notNull())
    .addColumn("sealed", "text", (column) => column.notNull())
    .addColumn("archived_at", "text", (column) => column.notNull())
    .execute();
  for (const statement of isSqlite(db) ? sqliteTriggers : postgresTriggers) await sql.raw(statement).execute(db);
}

const ONLY_APPENDS = "the audit record is append-only";
const NOT_ARCHIVED = "only what is archived can be taken out of the audit record";
const FOLLOWS = "an archive follows the one before and ends where the record is";
const ARCHIVED = "coalesce((select max(last_seq) from audit_archive), 0)";
const WRONG = `new.first_seq <> ${ARCHIVED} + 1 or new.last_seq < new.first_seq or
  new.last_hash <> coalesce((select hash from audit_event where seq = new.last_seq), '')`;

const refuse = (why: string) => `begin select raise(abort, '${why}'); end`;
const sqliteTriggers = [
  `create trigger audit_archive_insert before insert on audit_archive when ${WRONG} ${refuse(FOLLOWS)}`,
  `create trigger audit_archive_update before update on audit_archive ${refuse(ONLY_APPENDS)}`,
  `create trigger audit_archive_delete before delete on audit_archive ${refuse(ONLY_APPENDS)}`,
  ...["audit_event", "audit_personal"].flatMap((table) => [
    `drop trigger ${table}_delete`,
    `create trigger ${table}_delete before delete on ${table} when old.seq > ${ARCHIVED} ${refuse(NOT_ARCHIVED)}`,
  ]),
];

const postgresTriggers = [
  `create function audit_archive_follow() returns trigger language plpgsql as $$
    begin
      if ${WRONG} then raise exception '${FOLLOWS}'; end if;
      return new;
    end $$`,
  `create function audit_keep() returns trigger language plpgsql as $$
    begin
      if old.seq > ${ARCHIVED} then raise exception '${NOT_ARCHIVED}'; end if;
      return old;
    end $$`,
  "create trigger audit_archive_insert before insert on audit_archive for each row execute function audit_archive_follow()",
  "create trigger audit_archive_change before update or delete on audit_archive for each row execute function audit_refuse()",
  "create trigger audit_archive_empty before truncate on audit_archive execute function audit_refuse()",
  "drop trigger audit_event_change on audit_event",
  "create trigger audit_event_update before update on audit_event for each row execute function audit_refuse()",
  "drop trigger audit_personal_delete on audit_personal",
  ...["audit_event", "audit_personal"].map(
    (table) => `create trigger ${table}_delete before delete on ${table} for each row execute function audit_keep()`,
  ),
];
