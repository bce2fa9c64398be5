import "server-only";
import type { GrantAccessLevel, RevokeAccessLevel } from "@/lib/adapty/access-level";
import { parseInstant } from "@/lib/adapty/instant";
import { operationNames, operations } from "../catalogue";
import { inJournal } from "../journal";
import type { GrantedSince } from "./describe-undo";
import type { Done } from "./undo-plan";

const ofLevels = operationNames.filter((name) => operations[name].touches === "level");

/**
 * Until when access runs on that was granted from here after this was done, level by level: a grant that was undone is cut back
 * to where the access before it ended, and stays until then whatever becomes of that. `now` in milliseconds. Throws JournalUnavailable.
 */
export async function readGrantedSince(
  { app, profileId, sentAt }: Pick<Done, "app" | "profileId" | "sentAt">,
  now: number,
): Promise<GrantedSince> {
  const rows = await inJournal((db) =>
    db
      .selectFrom("operation")
      .select(["name", "request", "sent_at"])
      .where("app", "=", app)
      .where("profile_id", "=", profileId)
      .where("name", "in", ofLevels)
      .where("state", "=", "applied")
      .where("sent_at", ">=", sentAt ?? "")
      .orderBy("sent_at")
      .orderBy("id")
      .execute(),
  );
  const ends = new Map<string, number>();
  for (const { name, request, sent_at } of rows) {
    const body = JSON.parse(request) as GrantAccessLevel & RevokeAccessLevel;
    const held = ends.get(body.access_level_id) ?? Number.NEGATIVE_INFINITY;
    const granted = body.expires_at ? parseInstant(body.expires_at) : Number.POSITIVE_INFINITY;
    const end = operations[name].opensAccess
      ? Math.max(held, granted)
      : Math.min(held, parseInstant(body.revoke_at ?? sent_at));
    ends.set(body.access_level_id, end);
  }
  const running = [...ends].filter(([, end]) => end > now);
  return new Map(running.map(([levelId, end]) => [levelId, end === Number.POSITIVE_INFINITY ? null : end]));
}
