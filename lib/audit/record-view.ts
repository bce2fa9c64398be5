import "server-only";
import { oneInProcess } from "@/lib/world/one-in-process";
import { timeNow } from "@/lib/world/world";
import type { Actor } from "./event";
import { recordLook } from "./record-look";

const FRESH_MS = 60_000;
const REMEMBERED = 10_000;
type View = { at: number; kept: Promise<boolean> };
const views = oneInProcess("consoleViews", () => new Map<string, View>());

/**
 * Records that somebody looks at a customer; a page that reads again within the same minute is the same look. To be started
 * together with the call to Adapty and awaited before anything is shown: false when it could be neither recorded nor kept for that.
 */
export async function recordView(
  actor: Actor,
  { app, profileId }: { app: string; profileId: string },
): Promise<boolean> {
  const id = profileId.toLowerCase();
  const key = JSON.stringify([actor.id, actor.role, app, id]);
  const now = timeNow();
  let view = views.get(key);
  if (!view || now - view.at >= FRESH_MS) {
    const target = { type: "profile", app, id } as const;
    view = { at: now, kept: recordLook({ actor, action: "profile.view", target, outcome: "allowed" }) };
    views.delete(key);
    views.set(key, view);
    const oldest = views.keys().next();
    if (views.size > REMEMBERED && !oldest.done) views.delete(oldest.value);
  }
  const isKept = await view.kept;
  if (!isKept) views.delete(key);
  return isKept;
}
