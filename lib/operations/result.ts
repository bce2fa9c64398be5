import type { FieldError } from "@/lib/adapty/errors";

/**
 * What an action answers. `error.message` is always a sentence that may be shown; `outcome` says what became of the write:
 * refused and not_sent changed nothing, unknown may have changed something and is being settled, applied changed it, only
 * there is no fresh profile to show.
 */
export type Result<Data> =
  | { ok: true; data: Data }
  | {
      ok: false;
      error: {
        outcome: "refused" | "not_sent" | "unknown" | "applied";
        code: string;
        message: string;
        fields?: FieldError[];
        requestId?: string;
        /** Not for this person alone: a second one may let it pass. */
        approvable?: true;
        /** Another form asked for the same, which is not confirmed: who sent it, when (ISO), and whether it stands in this person's queue. */
        same?: { operationId: string; app: string; profileId: string; by: string; at: string; inQueue: boolean };
      };
      /** What there is now, where it was turned away because that is not what the form was filled in upon. */
      current?: Data;
    };
