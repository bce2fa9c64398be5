import "server-only";
import Database from "libsql";
import { isBusy } from "./while-busy";

const IS_IN_USE = "a console is running on this database, or something else reads it: stop that first";

/**
 * Holds an SQLite file so that nobody else has it open or opens it until it is let go of; what lay beside the file is in it then.
 * Throws with the reason, as the end of a sentence, where somebody has it open. With what is no database nobody works, and it is not held.
 */
export function holdAlone(file: string): { letGo: () => void } {
  const database = new Database(file);
  const letGo = () => void database.close();
  try {
    database.exec("PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(String((error as { code?: unknown }).code))) return { letGo };
    letGo();
    throw isBusy(error) ? new Error(IS_IN_USE) : error;
  }
  return { letGo };
}
