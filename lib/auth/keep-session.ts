import "server-only";
import { z } from "zod";
import type { Auth } from "./auth";
import { type HeldPassword, holdPassword, stillRight } from "./held-password";
import { hashToken } from "./one-time-token";

const openedSchema = z.object({ token: z.string() });

/**
 * The password by which the session that better-auth's `answer` opened stands. Null: it was replaced since it was judged, and
 * the session is ended as all others were. `judged`: as it was stored before. Reads a copy of the body.
 */
export async function keepSession(
  auth: Auth,
  { answer, judged, password }: { answer: Response; judged: HeldPassword | null; password: string },
): Promise<HeldPassword | null> {
  const { token } = openedSchema.parse(await answer.clone().json());
  const right = judged && (await stillRight(auth, judged, password));
  return auth.options.database.db.transaction().execute(async (trx) => {
    if (right && (await holdPassword(trx, right))) return right;
    await trx.deleteFrom("session").where("token", "=", hashToken(token)).execute();
    return null;
  });
}
