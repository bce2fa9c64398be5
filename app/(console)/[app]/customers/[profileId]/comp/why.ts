import type { z } from "zod";
import { isBlank, reasonedWhySchema, whySchema } from "@/lib/operations/input";
import type { Reason } from "@/lib/settings/reasons";

const askNote =
  (reasons: Reason[]) =>
  (why: { reason?: string | undefined; note?: string | undefined }, context: z.RefinementCtx) => {
    const reason = reasons.find(({ code }) => code === why.reason);
    if (reason?.noteRequired && isBlank(why.note ?? "")) {
      context.addIssue({ code: "custom", path: ["note"], message: `“${reason.label}” needs a note.` });
    }
  };

/** Why a comp is granted or ended: a reason of the team's list, with a note where that reason asks for one. */
export const whySchemaOf = (reasons: Reason[]) => reasonedWhySchema.superRefine(askNote(reasons));

/** Why something is done where the reason may be left out; a note where the chosen one asks for it. */
export const freeWhySchemaOf = (reasons: Reason[]) => whySchema.superRefine(askNote(reasons));

export const emptyWhy = { reason: "", note: "", ticket: "" };

export const isWhyField = (field: string) => Object.hasOwn(emptyWhy, field);
