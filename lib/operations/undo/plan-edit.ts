import { sayProfileField } from "@/lib/access/profile-labels";
import type { CustomAttribute } from "@/lib/adapty/profile";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import type { Snapshot } from "../snapshot";
import { comesBack } from "./comes-back";
import { type Done, noUndo, type Undoing, type UndoPlan, undoBy } from "./undo-plan";

type Asked = NonNullable<ProfileUpdate["custom_attributes"]>;

const valueIn = (attributes: CustomAttribute[] | null, key: string) =>
  attributes?.find((held) => held.key === key)?.value ?? null;

/** Each attribute that it changed gets back the value that it had, or is deleted as it was not there. */
function attributesBack(asked: Asked, before: Snapshot | null, after: Snapshot | null): Asked {
  return asked.flatMap(({ key }) => {
    const value = valueIn(before?.attributes ?? null, key);
    return value === valueIn(after?.attributes ?? null, key) ? [] : [{ key, value: value ?? "" }];
  });
}

/**
 * What an edit changed gets back the value that it had: of attributes as Adapty showed it, of what Adapty never answers as it was
 * last set from here. What nobody knows stays as it is, and is told.
 */
export function planUndoEdit({ request, before, after }: Done, { setBefore }: Undoing): UndoPlan {
  const { custom_attributes: asked = [], ...fields } = request as ProfileUpdate;
  const names = Object.keys(fields);
  const unknown = before?.attributes && after?.attributes ? [] : asked.map(({ key }) => key);
  const attributes = unknown.length > 0 ? [] : attributesBack(asked, before, after);
  const back = names.filter((field) => comesBack(field, setBefore[field]));
  const left = [...names.filter((field) => !back.includes(field)).map(sayProfileField), ...unknown];
  const why = `What stood there before is not known here, so this stays as it is: ${left.join(", ")}.`;
  if (attributes.length + back.length === 0)
    return noUndo(left.length > 0 ? why : "It changed nothing that Adapty shows, so there is nothing to undo.");
  const body = {
    ...Object.fromEntries(back.map((field) => [field, setBefore[field]?.value])),
    ...(attributes.length > 0 && { custom_attributes: attributes }),
  };
  const known = `As last set from here before: ${back.map(sayProfileField).join(", ")}. Adapty does not show it, so what was set elsewhere in between is not known.`;
  const leaves = [...(back.length > 0 ? [known] : []), ...(left.length > 0 ? [why] : [])];
  return undoBy(
    "profile.update",
    body,
    leaves.map((text) => [text]),
  );
}
