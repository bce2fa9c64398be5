import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { recordDenied } from "@/lib/audit/record-alone";
import { env } from "@/lib/env";
import { isPasswordAllowed } from "@/lib/sso/password-door";
import { getAuth } from "./auth";
import { FACTOR_FIRST } from "./factor/requirement";
import { firstPageOf } from "./first-page";
import { setUpFactorPath, signInPath } from "./next-path";
import { PATH_HEADER } from "./path-header";
import { can, type Permission, whyNot } from "./permissions";
import { type Agent, readSession, type SignedIn } from "./read-session";
import { SIGNED_OUT } from "./signed-out";

export type { Agent, SignedIn };

/** Who is signed in, or null. Asked of the database once per request. */
export const getAgent = cache(async (): Promise<SignedIn | null> => {
  // The request first: a build that tries this page stops there, before any database is opened.
  const asked = await headers();
  const agent = await readSession(await getAuth(), asked, { now: new Date(), mode: env.mode });
  if (agent?.factor !== "owed" || !env.sso?.only) return agent;
  // Where the identity provider is the only way in, only who may use a password for a day is asked a factor after it.
  const allowed = await isPasswordAllowed((await getAuth()).options.database.db, agent.id, new Date());
  return allowed ? agent : { ...agent, factor: "off" };
});

/** Once per request, however many parts of a page ask. */
const recordDeniedPage = cache((actor: Agent, action: Permission) => recordDenied({ actor, action }));

/** Until a second factor that is asked for is set up, that is all there is to do. */
const owes = ({ factor }: SignedIn, permission: Permission): boolean =>
  factor === "owed" && permission !== "own.secure";

/**
 * For pages: sends a stranger to sign-in and back, and whoever owes a second factor to its set-up; a role that may not gets the
 * sentence to show instead of the page. `entrance`: nobody asked for this page in particular, so a role that may not is sent to
 * the first page that it may see, and nothing was refused.
 */
export async function requireAgent(
  permission: Permission,
  { entrance = false }: { entrance?: boolean } = {},
): Promise<{ ok: true; agent: SignedIn } | { ok: false; message: string }> {
  const agent = await getAgent();
  const path = (await headers()).get(PATH_HEADER);
  if (!agent) redirect(signInPath(path));
  if (owes(agent, permission)) redirect(setUpFactorPath(path));
  if (can(agent.role, permission)) return { ok: true, agent };
  const first = firstPageOf(agent.role);
  if (entrance && first) redirect(first);
  await recordDeniedPage(agent, permission);
  return { ok: false, message: whyNot(agent.role, permission) };
}

export type AgentCheck =
  | { ok: true; agent: SignedIn }
  | { ok: false; agent?: SignedIn; error: { code: "signed_out" | "forbidden" | "factor_first"; message: string } };

/** For actions and routes: the same question, answered as a value. Who asks records a refusal: it knows what was tried. */
export async function checkAgent(permission: Permission): Promise<AgentCheck> {
  const agent = await getAgent();
  if (!agent) {
    return {
      ok: false,
      error: { code: "signed_out", message: SIGNED_OUT },
    };
  }
  if (owes(agent, permission)) return { ok: false, agent, error: FACTOR_FIRST };
  if (can(agent.role, permission)) return { ok: true, agent };
  return { ok: false, agent, error: { code: "forbidden", message: whyNot(agent.role, permission) } };
}
