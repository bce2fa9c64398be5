"use server";

import { cookies, headers } from "next/headers";
import { getAuth } from "@/lib/auth/auth";
import { changePassword } from "@/lib/auth/new-password";
import { COMMON_NEW_PASSWORD } from "@/lib/auth/password";
import { recordNotThem } from "@/lib/auth/record-not-them";
import { endOwnSessionsOf } from "@/lib/auth/sessions";
import { changePasswordSchema, connectSchema, disconnectSchema, endOwnSessionsSchema } from "@/lib/auth/team-input";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { agentAction } from "@/lib/operations/agent-action";
import type { Result } from "@/lib/operations/result";
import { getProvider } from "@/lib/sso/get-provider";
import { disconnect } from "@/lib/sso/identities";
import { whySsoRefused } from "@/lib/sso/refusals";
import { startSso } from "@/lib/sso/start";
import { passwordDoor } from "@/lib/sso/ways-in";

const whyNot = {
  common: COMMON_NEW_PASSWORD,
  wrong: "This is not your present password. Nothing was changed.",
  wait: "Too many wrong passwords, so nothing was changed. Wait a minute, then try again.",
  none: "This account has no password that counts, so nothing was changed.",
};

export const changeOwnPassword = agentAction({
  operation: "own.change_password",
  input: changePasswordSchema,
  // Else the password alone would do where a code is asked for as well.
  stepUp: (_passwords, { factor }) => factor === "on",
  run: async (agent, change): Promise<Result<null>> => {
    const { id: userId, name, email, sessionId } = agent;
    const now = new Date();
    const place = { auth: await getAuth(), db: await getDatabase() };
    const counts = (await passwordDoor(place.db, email, now)) === "open";
    const code = counts ? await changePassword(place, { ...change, userId, name, email, sessionId, now }) : "none";
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

const notSent = (code: string, message: string) => ({
  ok: false as const,
  error: { outcome: "not_sent" as const, code, message },
});

/** Answers the address of the provider; the account is connected when the browser comes back from there. */
export const connectSso = agentAction({
  operation: "own.connect_sso",
  input: connectSchema,
  stepUp: true,
  run: async ({ sessionId }): Promise<Result<{ url: string }>> => {
    const place = { db: await getDatabase(), publicUrl: env.publicUrl, getProvider };
    const asked = { purpose: "link" as const, next: "/account", sessionId, headers: await headers(), now: new Date() };
    const started = await startSso(place, asked);
    if (!started.ok) return notSent(started.code, whySsoRefused(started.code, env.sso?.name ?? "Single sign-on") ?? "");
    (await cookies()).set(started.cookie);
    return { ok: true, data: { url: started.url } };
  },
});

export const disconnectSso = agentAction({
  operation: "own.disconnect_sso",
  input: disconnectSchema,
  stepUp: true,
  run: async (owner): Promise<Result<null>> => {
    const sso = env.sso;
    if (!sso) return notSent("sso_setup", "This console has no single sign-on, so nothing was changed.");
    const asked = { owner, issuer: sso.issuer, passwords: !sso.only, now: new Date() };
    if ((await disconnect(await getDatabase(), asked)) === "disconnected") return { ok: true, data: null };
    return notSent("last_way", `Nothing was changed: without ${sso.name} this account could not sign in any more.`);
  },
});
