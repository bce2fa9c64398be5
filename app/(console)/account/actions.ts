"use server";

import { getAuth } from "@/lib/auth/auth";
import { changePassword } from "@/lib/auth/new-password";
import { COMMON_NEW_PASSWORD } from "@/lib/auth/password";
import { recordNotThem } from "@/lib/auth/record-not-them";
import { endOwnSessionsOf } from "@/lib/auth/sessions";
import { changePasswordSchema, endOwnSessionsSchema } from "@/lib/auth/team-input";
import { getDatabase } from "@/lib/db/database";
import { agentAction } from "@/lib/operations/agent-action";
import type { Result } from "@/lib/operations/result";

const whyNot = {
  common: COMMON_NEW_PASSWORD,
  wrong: "This is not your present password. Nothing was changed.",
  wait: "Too many wrong passwords, so nothing was changed. Wait a minute, then try again.",
  none: "This account has no password to change.",
};

export const changeOwnPassword = agentAction({
  operation: "own.change_password",
  input: changePasswordSchema,
  run: async (agent, change): Promise<Result<null>> => {
    const { id: userId, name, email, sessionId } = agent;
    const now = new Date();
    const place = { auth: await getAuth(), db: await getDatabase() };
    const code = await changePassword(place, { ...change, userId, name, email, sessionId, now });
    if (code === "changed") return { ok: true, data: null };
    if (code !== "common") await recordNotThem(agent, "own.change_password", code, now.getTime());
    const message = whyNot[code];
    const fields = code === "none" ? [] : [{ field: code === "common" ? "chosen" : "present", message }];
    return { ok: false, error: { outcome: "not_sent", code, message, fields } };
  },
});

/** `session` null: all but the one that asks. */
export const endOwnSessions = agentAction({
  operation: "own.end_sessions",
  input: endOwnSessionsSchema,
  run: async (agent, { session }): Promise<Result<{ ended: number }>> => {
    const chosen = session === null ? { except: agent.sessionId } : { only: session };
    return { ok: true, data: { ended: await endOwnSessionsOf(await getDatabase(), agent, chosen, new Date()) } };
  },
});
