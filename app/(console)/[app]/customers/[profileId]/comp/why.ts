import { reasonedWhySchema } from "@/lib/operations/input";
import type { Reason } from "@/lib/settings/reasons";

/** Why a comp is granted or ended: a reason of the team's list, with a note where that reason asks for one. */
export const whySchemaOf = (reasons: Reason[]) =>
  reasonedWhySchema.superRefine((why, context) => {
    const reason = reasons.find(({ code }) => code === why.reason);
    if (reason?.noteRequired && !why.note?.trim()) {
      context.addIssue({ code: "custom", path: ["note"], message: `“${reason.label}” needs a note.` });
    }
  });

export const emptyWhy = { reason: "", note: "", ticket: "" };

export const isWhyField = (field: string) => Object.hasOwn(emptyWhy, field);
