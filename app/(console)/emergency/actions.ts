"use server";

import { getDatabase } from "@/lib/db/database";
import { endElevation, startElevation } from "@/lib/emergency/elevate";
import { endElevationSchema, reviewElevationSchema, startElevationSchema } from "@/lib/emergency/elevation-input";
import { reviewElevation } from "@/lib/emergency/review";
import { env } from "@/lib/env";
import { agentAction } from "@/lib/operations/agent-action";
import type { Result } from "@/lib/operations/result";

const refused = ({ code, message }: { code: string; message: string }) =>
  ({ ok: false, error: { outcome: "not_sent", code, message } }) as const;

export const startEmergency = agentAction({
  operation: "elevation.start",
  stepUp: true,
  input: startElevationSchema,
  run: async (agent, asked): Promise<Result<{ endsAt: string }>> => {
    const place = { db: await getDatabase(), ssoOnly: env.sso?.only === true };
    const started = await startElevation(place, agent, asked, new Date());
    return started.ok ? { ok: true, data: { endsAt: started.endsAt } } : refused(started);
  },
});

export const endEmergency = agentAction({
  operation: "elevation.end",
  input: endElevationSchema,
  run: async (agent, { id }): Promise<Result<null>> => {
    const ended = await endElevation(await getDatabase(), agent, id, new Date());
    return ended.ok ? { ok: true, data: null } : refused(ended);
  },
});

export const reviewEmergency = agentAction({
  operation: "elevation.review",
  input: reviewElevationSchema,
  run: async (agent, review): Promise<Result<null>> => {
    const reviewed = await reviewElevation(await getDatabase(), agent, review, new Date());
    return reviewed.ok ? { ok: true, data: null } : refused(reviewed);
  },
});
