import { sayProfileField } from "@/lib/access/profile-labels";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import type { LastSet } from "@/lib/operations/activity";
import { comesBack } from "@/lib/operations/undo/comes-back";

/** The fields of an edit that undoing it would not set back, in words: nobody here knows what stands there before. */
export const listFinal = ({ custom_attributes: _, ...fields }: ProfileUpdate, lastSet: LastSet): string[] =>
  Object.keys(fields)
    .filter((field) => !comesBack(field, lastSet[field]))
    .map(sayProfileField);
