import "server-only";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { Schema } from "@/lib/db/schema";
import type { Auth } from "./auth";
import { type HeldPassword, holdPassword, stillRight } from "./held-password";
import { hashToken } from "./one-time-token";

const openedSchema = z.object({ token: z.string() });

/**
 * Whether the session that `answer` opened stands: `holds` says whether what let it in is still so, and keeps it so until the
 * transaction ends. If not, the session is ended as all others were. Reads a copy of the body.
 */
export async function keepSessionIf(
  auth: Auth,
  answer: Response,
  holds: (trx: Transaction<Schema>) => Promise<boolean>,
): Promise<boolean> {
  const { token } = openedSchema.parse(await answer.clone().json());
  return auth.options.database.db.transaction().execute(async (trx) => {
    if (await holds(trx)) return true;
    await trx.deleteFrom("session").where("token", "=", hashToken(token)).execute();
    return false;
  });
}

/**
 * The password by which the session that better-auth's `answer` opened stands. Null: it was replaced since it was judged, and
 * there is no such session any more. `judged`: as it was stored before.
 */
export async function keepSession(
  auth: Auth,
  { answer, judged, password }: { answer: Response; judged: HeldPassword | null; password: string },
): Promise<HeldPassword | null> {
  const right = judged && (await stillRight(auth, judged, password));
  const stands = await keepSessionIf(auth, answer, async (trx) => right !== null && holdPassword(trx, right));
  return stands ? right : null;
}
