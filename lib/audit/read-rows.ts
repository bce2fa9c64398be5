import "server-only";
import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import { columnsOf, readRows } from "@/lib/db/read-rows";
import type { AuditArchiveTable, AuditEventTable, AuditPersonalTable, Schema } from "@/lib/db/schema";
import { chainedColumns } from "./chain";

type Db = Kysely<Schema>;
type Query<Table extends keyof Schema> = SelectQueryBuilder<Schema, Table, object>;

/** `erased_at`: of the event that erased it. */
export type KeptPart = AuditPersonalTable & { erased_at: string | null };

const event = columnsOf<AuditEventTable>("audit_event", [...chainedColumns, "prev_hash", "hash"]);
const part = columnsOf<AuditPersonalTable>("audit_personal", ["seq", "part", "salt", "body", "erased_by"]);
const erased_at = sql<
  string | null
>`(select eraser.recorded_at from audit_event as eraser where eraser.seq = audit_personal.erased_by)`;
const archive = columnsOf<AuditArchiveTable>("audit_archive", [
  "last_seq",
  "first_seq",
  "last_hash",
  "sealed",
  "archived_at",
]);

// Whoever broke a text of the record in SQLite's file must be told of, not end whoever reads it.

export const readEventRows = (db: Db, query: Query<"audit_event">): Promise<AuditEventTable[]> =>
  readRows(db, query, event);

/** Some columns of events. */
export const readEventColumns = <Column extends keyof AuditEventTable>(
  db: Db,
  query: Query<"audit_event">,
  columns: readonly Column[],
): Promise<Pick<AuditEventTable, Column>[]> =>
  readRows(db, query, columnsOf<Pick<AuditEventTable, Column>>("audit_event", columns));

export const readPartRows = (db: Db, query: Query<"audit_personal">): Promise<AuditPersonalTable[]> =>
  readRows(db, query, part);

export const readKeptParts = (db: Db, query: Query<"audit_personal">): Promise<KeptPart[]> =>
  readRows(db, query, { ...part, erased_at });

export const readArchiveRows = (db: Db, query: Query<"audit_archive">): Promise<AuditArchiveTable[]> =>
  readRows(db, query, archive);
