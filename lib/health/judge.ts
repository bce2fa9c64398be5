import type { Posted } from "@/lib/alerts/last-post";
import type { Backlog } from "@/lib/operations/overdue";
import type { Heard } from "./heard";
import { judgeClock, judgeKey, judgeReach } from "./judge-adapty";
import { judgeAlerts } from "./judge-alerts";
import { judgeBacklog, judgeRunner } from "./judge-backlog";
import { type DatabaseState, judgeDatabase, judgeRestored, type Restoring } from "./judge-database";

/**
 * One thing that the console lives by. `says` is a sentence; `since` (ms) when it began, or was last seen to be so; `todo` what
 * to do about it, of what is degraded. `off`: it is not set up. `app`: the app that it is about, where it is about one.
 */
export type Part = {
  id: "database" | "restore" | "adapty" | "key" | "clock" | "journal" | "runner" | "alerts";
  app?: { id: string; name: string };
  state: "well" | "degraded" | "not_known" | "off";
  says: string;
  since?: number;
  todo?: string;
};

/**
 * All that is known; `journal` null: the database does not answer; `restored` null: it was not put back from a backup, or all
 * that was under way then is settled; `looked`: when (ms) what is open was last looked for; `posted` null: no webhook is set; `ahead`: as lib/world/storage-clock tells it.
 */
export type Known = {
  apps: { id: string; name: string; heard: Heard | undefined }[];
  database: DatabaseState;
  journal: Backlog | null;
  restored: Restoring | null;
  looked: number | null;
  posted: Posted | null;
  ahead: number;
  now: number;
};

/** How the console fares, part by part, always in the same order. */
export function judgeHealth({ apps, database, journal, restored, looked, posted, ahead, now }: Known): Part[] {
  return [
    judgeDatabase(database),
    ...(restored ? [judgeRestored(restored)] : []),
    ...apps.flatMap(({ heard, ...app }) => [
      { app, ...judgeReach(heard, now) },
      { app, ...judgeKey(heard) },
    ]),
    judgeClock(
      apps.map(({ heard }) => heard),
      ahead,
    ),
    ...(journal ? [judgeBacklog(journal, now)] : []),
    judgeRunner(looked, now),
    judgeAlerts(posted),
  ];
}

/** "ok" while nothing is known to be wrong. */
export const verdictOf = (parts: Part[]): "ok" | "degraded" =>
  parts.some(({ state }) => state === "degraded") ? "degraded" : "ok";
