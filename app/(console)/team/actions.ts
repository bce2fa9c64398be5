"use server";

import { removeFactorOf } from "@/lib/auth/factor/remove";
import { invite, takeBack } from "@/lib/auth/invitations";
import { makePasswordLink } from "@/lib/auth/password-links";
import type { SignedIn } from "@/lib/auth/session";
import { changeRole, disableAccount, enableAccount, endSessions, type TeamAnswer } from "@/lib/auth/team";
import {
  accountIdSchema,
  changeRoleSchema,
  endSessionsSchema,
  invitationIdSchema,
  inviteSchema,
} from "@/lib/auth/team-input";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { agentAction } from "@/lib/operations/agent-action";
import type { Result } from "@/lib/operations/result";

const place = async () => ({ db: await getDatabase(), mode: env.mode });

const notDone = (code: string, message: string, field?: string): Result<never> => ({
  ok: false,
  error: { outcome: "not_sent", code, message, ...(field && { fields: [{ field, message }] }) },
});
const toResult = (answer: TeamAnswer): Result<null> =>
  answer.ok ? { ok: true, data: null } : notDone(answer.code, answer.message);

/** Where the form shows why nobody was invited. */
const fields: Record<string, string> = { taken: "email", beyond: "role" };

/** Who acts on this account, in which session. */
const on = (id: string, { id: by, sessionId }: SignedIn) => ({ id, by, sessionId, now: new Date() });

/** Answers the link, which is shown this once. */
export const inviteAgent = agentAction({
  operation: "invitation.create",
  stepUp: true,
  input: inviteSchema,
  run: async (inviter, invited): Promise<Result<{ link: string; expiresAt: string }>> => {
    const made = await invite(await place(), { inviter, invited, now: new Date() });
    if (!made.ok) return notDone(made.code, made.message, fields[made.code]);
    const { token, expiresAt } = made;
    return { ok: true, data: { link: `${env.publicUrl}/join?token=${token}`, expiresAt } };
  },
});

export const takeBackInvitation = agentAction({
  operation: "invitation.take_back",
  input: invitationIdSchema,
  run: async (actor, { id }) => toResult(await takeBack(await place(), { id, actor, now: new Date() })),
});

export const changeAgentRole = agentAction({
  operation: "account.change_role",
  stepUp: true,
  input: changeRoleSchema,
  run: async (agent, { id, ...change }) => toResult(await changeRole(await place(), { ...change, ...on(id, agent) })),
});

export const disableAgent = agentAction({
  operation: "account.disable",
  stepUp: true,
  input: accountIdSchema,
  run: async (agent, { id }) => toResult(await disableAccount(await place(), on(id, agent))),
});

/** Answers the link, which is shown this once. */
export const makeNewPasswordLink = agentAction({
  operation: "account.new_password",
  stepUp: true,
  input: accountIdSchema,
  run: async (agent, { id }): Promise<Result<{ link: string; expiresAt: string }>> => {
    const door = { ...(await place()), ssoOnly: env.sso?.only ?? false };
    const made = await makePasswordLink(door, on(id, agent));
    if (!made.ok) return notDone(made.code, made.message);
    const { token, expiresAt } = made;
    return { ok: true, data: { link: `${env.publicUrl}/new-password?token=${token}`, expiresAt } };
  },
});

/** For a colleague who lost the phone. */
export const removeFactor = agentAction({
  operation: "account.remove_factor",
  stepUp: true,
  input: accountIdSchema,
  run: async (agent, { id }) => toResult(await removeFactorOf(await place(), on(id, agent))),
});

export const endAgentSessions = agentAction({
  operation: "account.end_sessions",
  input: endSessionsSchema,
  run: async (agent, { id, session }) => toResult(await endSessions(await place(), { session, ...on(id, agent) })),
});

export const enableAgent = agentAction({
  operation: "account.enable",
  stepUp: true,
  input: accountIdSchema,
  run: async (agent, { id }) => toResult(await enableAccount(await place(), on(id, agent))),
});
