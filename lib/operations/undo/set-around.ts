import "server-only";
import { isLastWord, listUpdates, type Update } from "../activity";
import type { Done, SetBefore } from "./undo-plan";

const lastIn = (updates: Update[], field: string) => updates.find(({ fields }) => Object.hasOwn(fields, field));

/**
 * Of the fields that an update set and Adapty never answers: what was set from here before it, as far as that is certain, and
 * which of them were, or may have been, set to something else from here since. The update `exceptId` does not count.
 */
export async function readSetAround(
  { id, app, profileId, name, request }: Done,
  exceptId: string,
): Promise<{ setBefore: SetBefore; setSince: string[] }> {
  const none = { setBefore: {}, setSince: [] };
  if (name !== "profile.update") return none;
  const updates = (await listUpdates(app, profileId)).filter((update) => update.id !== exceptId);
  const at = updates.findIndex((update) => update.id === id);
  if (at < 0) return none;
  const { custom_attributes: _, ...fields } = request as Record<string, unknown>;
  const setBefore = Object.keys(fields).flatMap((field) => {
    const earlier = updates.slice(at + 1).filter((update) => Object.hasOwn(update.fields, field));
    const [last] = earlier;
    return last && isLastWord(last, earlier) ? [[field, { value: last.fields[field] }] as const] : [];
  });
  const isOther = (field: string, last: Update) => JSON.stringify(last.fields[field]) !== JSON.stringify(fields[field]);
  const setSince = Object.keys(fields).filter((field) => {
    const last = lastIn(updates.slice(0, at), field);
    return last && (last.state !== "applied" || isOther(field, last));
  });
  return { setBefore: Object.fromEntries(setBefore), setSince };
}
