import type { Posted } from "@/lib/alerts/last-post";
import type { Backlog } from "@/lib/operations/overdue";
import type { Heard } from "./heard";
import { judgeClock, judgeKey, judgeReach } from "./judge-adapty";
import { judgeAlerts } from "./judge-alerts";
import { judgeBacklog } from "./judge-backlog";

/**
 * One thing that the console lives by. `says` is a sentence; `since` (ms) when it began, or was last seen to be so; `todo` what
 * to do about it, of what is not well. `app`: the app that it is about, where it is about one.
 */
export type Part = {
  id: "database" | "adapty" | "key" | "clock" | "journal" | "alerts";
  app?: { id: string; name: string };
  state: "well" | "degraded" | "not_known";
  says: string;
  since?: number;
  todo?: string;
};

/** All that is known; `journal` null: the database does not answer. `posted` null: no webhook is set. */
export type Known = {
  apps: { id: string; name: string; heard: Heard | undefined }[];
  journal: Backlog | null;
  posted: Posted | null;
  now: number;
};

const database = (answers: boolean): Part =>
  answers
    ? { id: "database", state: "well", says: "The database answers." }
    : {
        id: "database",
        state: "degraded",
        says: "The database does not answer, so nothing is sent to Adapty: nothing leaves unrecorded.",
        todo: "Look whether its server runs and can be reached from here, and whether a disk is full. It is tried again by itself.",
      };

/** How the console fares, part by part, always in the same order. */
export function judgeHealth({ apps, journal, posted, now }: Known): Part[] {
  return [
    database(journal !== null),
    ...apps.flatMap(({ heard, ...app }) => [
      { app, ...judgeReach(heard) },
      { app, ...judgeKey(heard) },
    ]),
    judgeClock(apps.map(({ heard }) => heard)),
    ...(journal ? [judgeBacklog(journal, now)] : []),
    judgeAlerts(posted),
  ];
}

/** "ok" while nothing is known to be wrong. */
export const verdictOf = (parts: Part[]): "ok" | "degraded" =>
  parts.some(({ state }) => state === "degraded") ? "degraded" : "ok";
