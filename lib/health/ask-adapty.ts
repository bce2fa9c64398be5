import "server-only";
import { getProfile } from "@/lib/adapty/calls";
import { noLongerThan } from "@/lib/clock/no-longer-than";
import { type App, env } from "@/lib/env";
import { oneInProcess } from "@/lib/world/one-in-process";
import { heardFor } from "./watch-adapty";

const SILENT_MS = 5 * 60_000;
const PATIENCE_MS = 2_500;
/** Nobody's: Adapty answers that there is no such profile, which says all that is asked here. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

const asked = oneInProcess("consoleAskedAdapty", () => new Map<string, number>());

async function askOnce(app: App, now: number): Promise<void> {
  const newest = Math.max(heardFor(app.id)?.last.at ?? 0, asked.get(app.id) ?? 0);
  if (now - newest < SILENT_MS) return;
  asked.set(app.id, now);
  await getProfile(app, { profileId: NOBODY });
}

/**
 * Asks Adapty one question for each app of which nothing was heard for 5 minutes, at most one in 5 minutes however often this is
 * called. Comes back after 2.5 seconds at the latest; what is answered after that is known to who looks next.
 */
export async function askWhereSilent(now: Date): Promise<void> {
  const answers = Promise.all(env.apps.map((app) => askOnce(app, now.getTime())));
  await noLongerThan(PATIENCE_MS, answers);
}
