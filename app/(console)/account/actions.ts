"use server";

import { endSessionsOf } from "@/lib/auth/sessions";
import { endOwnSessionsSchema } from "@/lib/auth/team-input";
import { getDatabase } from "@/lib/db/database";
import { agentAction } from "@/lib/operations/agent-action";
import type { Result } from "@/lib/operations/result";

/** `session` null: all but the one that asks. */
export const endOwnSessions = agentAction({
  operation: "own.end_sessions",
  input: endOwnSessionsSchema,
  run: async ({ id: userId, sessionId }, { session }): Promise<Result<{ ended: number }>> => {
    const chosen = session === null ? { except: sessionId } : { only: session };
    return { ok: true, data: { ended: await endSessionsOf(await getDatabase(), { userId, ...chosen }) } };
  },
});
