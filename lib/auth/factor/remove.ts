import "server-only";
import type { Kysely } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { Mode } from "../create-account";
import { type Act, type By, change, type TeamAnswer } from "../team";
import { deleteFactor } from "./held";

/**
 * Takes the second factor of a colleague who lost it away, with the recovery codes, and ends their sessions: they sign in by
 * password alone, and set up another where one is asked of them. Nobody's own.
 */
export function removeFactorOf(place: { db: Kysely<Schema>; mode: Mode }, by: By): Promise<TeamAnswer> {
  const act: Act = async (trx, { id }): ReturnType<Act> => {
    if (await deleteFactor(trx, { userId: id })) return {};
    const message = "This account has no second factor. Load the page anew to see it.";
    return { ok: false, code: "no_factor", message };
  };
  return change(place, { ...by, action: "account.remove_factor", always: true, act });
}
