import "server-only";
import { noLongerThan } from "@/lib/clock/no-longer-than";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";
import type { Requirement } from "@/lib/settings/second-factor";
import type { Auth } from "./auth";
import { readSigned, sessionCookieName } from "./cookies";
import { isRequired } from "./factor/requirement";
import { type Found, findSession } from "./find-session";
import { hashToken } from "./one-time-token";
import { type ActingRole, EMERGENCY, isRole, type Role } from "./permissions";
import { isPracticeId } from "./practice-agents";
import { recordSignOut } from "./record-sign-in";

/**
 * `elevationId` names the emergency access that they act under; `sessionId` the session that they sent it in, and opens nothing:
 * absent of who is not asking just now, such as the one for whom another approves.
 */
export type Agent = {
  id: string;
  email: string;
  name: string;
  role: ActingRole;
  elevationId?: string;
  sessionId?: string;
};
/** Emergency access that runs: until when (ISO), what for, and the role it is added to. */
export type Elevation = { id: string; endsAt: string; reason: string; ownRole: Role };
/**
 * An agent by the session of a request; `confirmedAt`, ISO, is when they proved last that it is them; with `factor` owed they must set a second factor up before anything else.
 */
export type SignedIn = Agent & {
  sessionId: string;
  confirmedAt: string;
  factor: "on" | "off" | "owed";
  elevation?: Elevation;
};

export const IDLE_MS = env.session.idleMs;
const TOUCH_MS = 60_000;
const WRITE_MS = 1_500;

const idleOf = ({ updatedAt }: Pick<Found, "updatedAt">, now: Date) => now.getTime() - new Date(updatedAt).getTime();

/** Was it idle for too long, or open for as long as any may be? */
export const hasEnded = (held: Pick<Found, "updatedAt" | "expiresAt">, now: Date): boolean =>
  idleOf(held, now) > IDLE_MS || new Date(held.expiresAt) <= now;

const readToken = ({ options }: Auth, headers: Headers) =>
  readSigned(headers, sessionCookieName(options.baseURL), options.secret);

/** Who reads is not kept from it by a database that can only be read: a session that is not written anew ends the sooner. */
const writeIfItCan = (writing: Promise<unknown>) =>
  noLongerThan(
    WRITE_MS,
    writing.catch((fault: unknown) => log.error("The use of a session could not be written.", { fault })),
  );

/**
 * Who sent this request, by its session cookie; null when nobody is signed in. Ends a session that was idle for too long:
 * `updatedAt` of the row is when it was last used, kept to the minute so that most reads write nothing.
 */
export async function readSession(
  auth: Auth,
  headers: Headers,
  { now, mode }: { now: Date; mode: "practice" | "live" },
): Promise<SignedIn | null> {
  const token = readToken(auth, headers);
  const held = token && (await findSession(auth.options.database.db, token));
  if (!held || held.disabledAt || !isRole(held.role) || (mode === "live" && isPracticeId(held.id))) return null;
  const { internalAdapter } = await auth.$context;
  if (hasEnded(held, now)) {
    await writeIfItCan(internalAdapter.deleteSession(token));
    return null;
  }
  if (idleOf(held, now) > TOUCH_MS) await writeIfItCan(internalAdapter.updateSession(token, { updatedAt: now }));
  const { id, email, name, role, sessionId } = held;
  const confirmedAt = held.confirmedAt ?? new Date(held.createdAt).toISOString();
  const signedIn = { id, email, name, sessionId, confirmedAt };
  const { elevationId, elevatedUntil: endsAt, elevatedFor: reason } = held;
  if (!elevationId || !endsAt || endsAt <= now.toISOString())
    return { ...signedIn, role, factor: judgeFactor({ ...held, role }) };
  const elevation = { id: elevationId, endsAt, reason: reason ?? "", ownRole: role };
  const factor = judgeFactor({ ...held, role: EMERGENCY });
  return { ...signedIn, role: EMERGENCY, factor, elevationId, elevation };
}

type Held = { role: ActingRole; factorOf: string | null; passwordOf: string | null; requirement: Requirement | null };

function judgeFactor({ role, factorOf, passwordOf, requirement }: Held): SignedIn["factor"] {
  if (factorOf !== null) return "on";
  return passwordOf !== null && isRequired(requirement, role) ? "owed" : "off";
}

/** Ends the session of this request, if there is one, at once and for every copy of its cookie. */
export async function endSession(auth: Auth, headers: Headers): Promise<void> {
  const held = readToken(auth, headers);
  if (!held) return;
  const token = hashToken(held);
  const { db } = auth.options.database;
  try {
    await db.transaction().execute(async (trx) => {
      const ending = trx
        .selectFrom("session")
        .innerJoin("user", "user.id", "session.userId")
        .select(["user.id", "user.email", "user.role"])
        .where("session.token", "=", token);
      const holder = await ending.executeTakeFirst();
      const ended = await trx.deleteFrom("session").where("token", "=", token).executeTakeFirst();
      if (holder && ended.numDeletedRows === 1n) await recordSignOut(trx, holder, new Date());
    });
  } catch (error) {
    // To end a session is always safe: it must not stay open for want of a record.
    log.error("A sign-out could not be recorded.", { fault: error });
    await db.deleteFrom("session").where("token", "=", token).execute();
  }
}
