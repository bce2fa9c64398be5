import "server-only";
import type { Auth } from "./auth";
import { isRole, type Role } from "./permissions";
import { isPracticeId } from "./practice-agents";

export type Agent = { id: string; email: string; name: string; role: Role };

export const IDLE_MS = 30 * 60_000;
const TOUCH_MS = 60_000;

/**
 * Who sent this request, by its session cookie; null when nobody is signed in. Ends a session that was idle for 30 minutes:
 * `updatedAt` of the row is when it was last used, kept to the minute so that most reads write nothing.
 */
export async function readSession(
  auth: Auth,
  headers: Headers,
  { now, mode }: { now: Date; mode: "practice" | "live" },
): Promise<Agent | null> {
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  if (!found) return null;
  const { user, session } = found;
  if (user.disabledAt || !isRole(user.role) || (mode === "live" && isPracticeId(user.id))) return null;
  const { internalAdapter } = await auth.$context;
  const idle = now.getTime() - session.updatedAt.getTime();
  if (idle > IDLE_MS || session.expiresAt <= now) {
    await internalAdapter.deleteSession(session.token);
    return null;
  }
  if (idle > TOUCH_MS) await internalAdapter.updateSession(session.token, { updatedAt: now });
  return { id: user.id, email: user.email, name: user.name, role: user.role };
}

/** Ends the session of this request, if there is one, at once and for every copy of its cookie. */
export async function endSession(auth: Auth, headers: Headers): Promise<void> {
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  if (found) await (await auth.$context).internalAdapter.deleteSession(found.session.token);
}
