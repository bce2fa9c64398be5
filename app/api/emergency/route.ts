import { agentRoute, answer } from "@/lib/auth/agent-route";
import { getDatabase } from "@/lib/db/database";
import { listElevations } from "@/lib/emergency/list-elevations";

/** What an admin is told on every page: who has emergency access now, and what waits for review. */
export const GET = agentRoute("elevation.review", async () =>
  answer(200, { open: await listElevations(await getDatabase(), { now: new Date(), only: "not_reviewed" }) }),
);
