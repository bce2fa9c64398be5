import "server-only";
import { listUpdates } from "../activity";
import type { Done, SetBefore } from "./undo-plan";

/**
 * Of the fields that an update set and Adapty never answers: what was set from here before it, as far as that is certain, and
 * which of them were, or may have been, set from here since.
 */
export async function readSetAround({ id, app, profileId, name, request }: Done): Promise<{
  setBefore: SetBefore;
  setSince: string[];
}> {
  if (name !== "profile.update") return { setBefore: {}, setSince: [] };
  const updates = await listUpdates(app, profileId);
  const at = updates.findIndex((update) => update.id === id);
  const { custom_attributes: _, ...fields } = request as Record<string, unknown>;
  const names = Object.keys(fields);
  if (at < 0) return { setBefore: {}, setSince: [] };
  const setIn = (updates: Awaited<ReturnType<typeof listUpdates>>, field: string) =>
    updates.find((update) => Object.hasOwn(update.fields, field));
  const setBefore = names.flatMap((field) => {
    const last = setIn(updates.slice(at + 1), field);
    return last?.state === "applied" ? [[field, { value: last.fields[field] }] as const] : [];
  });
  return {
    setBefore: Object.fromEntries(setBefore),
    setSince: names.filter((field) => setIn(updates.slice(0, at), field)),
  };
}
