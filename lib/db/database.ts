import "server-only";
import type { Kysely } from "kysely";
import { env } from "@/lib/env";
import { storageHere } from "@/lib/world/world";
import { openDatabase } from "./open";
import type { Schema } from "./schema";

// Next holds several instances of a module in one process; the handle must be one.
const shared = globalThis as typeof globalThis & { consoleDatabase?: Promise<Kysely<Schema>> };

/** The database of the world at hand: the console's, opened and migrated at first use. A failed opening is tried again at the next call. */
export function getDatabase(): Promise<Kysely<Schema>> {
  const given = storageHere();
  if (given) return given;
  shared.consoleDatabase ??= openDatabase(env.databaseUrl).catch((error: unknown) => {
    shared.consoleDatabase = undefined;
    throw error;
  });
  return shared.consoleDatabase;
}
