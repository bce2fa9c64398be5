import { heldLevel, levelStanding } from "@/lib/access/comp";
import { isComp } from "@/lib/access/facts";
import type { Part } from "@/lib/access/parts";
import type { Standing } from "@/lib/access/standing";
import { levelTitle } from "@/lib/access/words";
import type { GrantAccessLevel, RevokeAccessLevel } from "@/lib/adapty/access-level";
import { formatInstant, parseInstant } from "@/lib/adapty/instant";
import { levelsIn, type Snapshot } from "../snapshot";
import { isSameLevel } from "./as-left";
import { type Done, notKnown, noUndo, type Undoing, type UndoPlan, undoBy } from "./undo-plan";

const SECOND = 1000;

type Around = { levelId: string; title: string; before: Snapshot; after: Snapshot };

function around({ request, before, after }: Done): Around | undefined {
  const { access_level_id: levelId } = request as GrantAccessLevel | RevokeAccessLevel;
  return before?.accessLevels && after?.accessLevels
    ? { levelId, title: levelTitle(levelId), before, after }
    : undefined;
}

const isSame = ({ before, after, levelId }: Around) =>
  isSameLevel(before.accessLevels ?? [], after.accessLevels ?? [], levelId);

/** Whether a grant until `end` (ms) gives more than there was, which may hide it from the one entry that Adapty shows. */
const givesMore = (had: Standing | undefined, end: number): boolean =>
  had?.is === "ended" || (had?.is === "active" && typeof had.until === "number" && end > had.until + SECOND);

const counted: Part[][] = [["What was granted stays counted towards the limits."]];

/** A grant is taken back by ending it where the access before it ended: at once when there was none, or when that is over by now. */
export function planUndoGrant(done: Done, { at }: Undoing): UndoPlan {
  const held = around(done);
  if (!held) return notKnown;
  const { levelId, title } = held;
  const { expires_at: asked } = done.request as GrantAccessLevel;
  const end = asked ? parseInstant(asked) : Number.POSITIVE_INFINITY;
  if (end <= at) return noUndo("The access that it gave has ended by itself, so there is nothing to undo.");
  const had = levelStanding(levelsIn(held.before), levelId, at);
  if (isSame(held) && !givesMore(had, end))
    return noUndo(`It gives nothing beyond the access to ${title} that there was, so there is nothing to take back.`);
  const revoke = (until: number | null) =>
    undoBy(
      "access.revoke",
      { access_level_id: levelId, revoke_at: until === null ? null : formatInstant(until) },
      counted,
    );
  if (!had || had.is === "ended") return revoke(null);
  if (had.is === "cannot_tell" || had.until === undefined)
    return noUndo(`Adapty did not say until when ${title} ran before, so its end cannot be put back. End it by hand.`);
  if (had.is === "later")
    return noUndo(`${title} was to start later before, and a start cannot be put back. End it, then grant it again.`);
  if (had.until === null) return noUndo(`${title} was for life before, so this gave nothing that could be undone.`);
  return revoke(had.until <= at + SECOND ? null : had.until);
}

/** What was ended is given back until it would have ended, as access only: a revoke leaves nothing else to bring back. */
export function planUndoRevoke(done: Done, { at }: Undoing): UndoPlan {
  const held = around(done);
  if (!held) return notKnown;
  const { levelId, title } = held;
  if (isSame(held)) return noUndo("It changed nothing that Adapty shows, so there is nothing to undo.");
  const had = heldLevel(levelsIn(held.before), levelId, at);
  if (!had) return notKnown;
  const { standing, level } = had;
  if (standing.is === "ended" || (standing.is === "active" && standing.until && standing.until <= at + SECOND))
    return noUndo(`${title} would have ended by now without it, so there is nothing to give back.`);
  if (standing.is === "cannot_tell" || standing.until === undefined)
    return noUndo(
      `Adapty did not say until when ${title} ran before, so its end cannot be put back. Grant it by hand.`,
    );
  const grant: GrantAccessLevel = {
    access_level_id: levelId,
    ...(standing.is === "later" && { starts_at: formatInstant(standing.from) }),
    expires_at: standing.until === null ? null : formatInstant(standing.until),
  };
  const bought = `${title} was bought, or may have been. It comes back as access only: the purchase itself stays ended at Adapty until the store renews it.`;
  const transaction =
    "It comes back as access only. The subscriptions that were ended with it, bought ones too, stay ended at Adapty until a store renews them.";
  const leaves = !isComp(level) ? [bought] : level.store === "adapty" ? [] : [transaction];
  return undoBy(
    "access.grant",
    grant,
    leaves.map((text) => [text]),
  );
}
