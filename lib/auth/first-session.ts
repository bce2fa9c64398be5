import "server-only";
import type { Auth } from "./auth";
import { mintDeviceCookie } from "./cookies";
import { findPassword } from "./held-password";

/** Signs an account in that has proved all it must, one that is new above all, in a browser that from now on counts as its own. The answer carries the cookies, or is not ok and carries none. */
export async function openFirstSession(
  auth: Auth,
  { userId, headers, ...whose }: { userId: string; email: string; turnedOn?: string; headers: Headers },
): Promise<Response> {
  const opening = auth.api.openSession({ body: { userId }, headers, asResponse: true });
  const opened = await opening.catch((error: unknown) => {
    console.error("A session could not be opened.", String(error));
    return new Response(null, { status: 500 });
  });
  if (!opened.ok) return opened;
  const response = new Response(null, { headers: opened.headers });
  const { secret, baseURL } = auth.options;
  const held = await findPassword(auth.options.database.db, { id: userId });
  const device = held && mintDeviceCookie({ ...whose, hash: held.hash }, { secret, publicUrl: baseURL });
  if (device) response.headers.append("set-cookie", device);
  return response;
}
