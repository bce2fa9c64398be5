import "server-only";
import { log } from "@/lib/log/log";
import type { Auth } from "./auth";
import { mintDeviceCookie } from "./cookies";
import { findPassword, holdPassword } from "./held-password";
import { keepSessionIf } from "./keep-session";

/**
 * Signs an account in that has proved all it must, one that is new above all, in a browser that from now on counts as its own.
 * `hash`: the password that it gave, as it is stored; without it, the one that it has. The answer carries the cookies, or is not
 * ok and carries none: 409 when that password was replaced meanwhile.
 */
export async function openFirstSession(
  auth: Auth,
  {
    userId,
    headers,
    hash,
    ...whose
  }: { userId: string; hash?: string; email: string; turnedOn?: string; headers: Headers },
): Promise<Response> {
  const { secret, baseURL, database } = auth.options;
  const held = hash === undefined ? await findPassword(database.db, { id: userId }) : { userId, hash };
  const opening = auth.api.openSession({ body: { userId }, headers, asResponse: true });
  const opened = await opening.catch((error: unknown) => {
    log.error("A session could not be opened.", { fault: error });
    return new Response(null, { status: 500 });
  });
  if (!opened.ok) return opened;
  if (held && !(await keepSessionIf(auth, opened, (trx) => holdPassword(trx, held))))
    return new Response(null, { status: 409 });
  const response = new Response(null, { headers: opened.headers });
  const device = held && mintDeviceCookie({ ...whose, hash: held.hash }, { secret, publicUrl: baseURL });
  if (device) response.headers.append("set-cookie", device);
  return response;
}
