import { levelStanding } from "@/lib/access/comp";
import { standingWords } from "@/lib/access/parts";
import { levelTitle } from "@/lib/access/words";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { UndoPreview } from "@/lib/customers/preview-undo";
import { sayOutcome } from "../edit-profile/say-outcome";
import { sayParts } from "../say-parts";

/** What may be said once Adapty took an undo: what its answer shows, and no more. */
export function sayUndone({ edit, levelId }: UndoPreview, { view }: CustomerPage, timeZone: string) {
  if (edit) return { title: "Undone.", ...sayOutcome(edit, view.attributes) };
  if (levelId === undefined)
    return { title: "Undone.", confirmed: "it took the change.", reply: "Hello, we have set back what we changed." };
  const standing = levelStanding(view, levelId, view.readAt);
  const said = view.accessLevels
    ? `${sayParts(standingWords(levelTitle(levelId), standing), timeZone)}.`
    : "it did not say what access there is.";
  return {
    title: "Undone.",
    confirmed: said,
    reply: `Hello, we have set back what we changed. What you have now: ${said}`,
  };
}
