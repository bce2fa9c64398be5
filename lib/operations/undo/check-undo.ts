import "server-only";
import { parseInstant } from "@/lib/adapty/instant";
import type { Profile } from "@/lib/adapty/profile";
import { canonicalize, type Json } from "@/lib/audit/canonical";
import type { OperationName } from "../catalogue";
import { findUndo, whyChangedSince } from "./find-undo";

const CLOCK_SLACK_MS = 60 * 60 * 1000;

const late =
  "Time has passed since this form was opened, and the undo would be another by now: close it and open it again.";

type Undo = { name: OperationName; body: unknown };

/** A refund carries the moment at which its form was decided: nothing else of an undo depends on that. */
const isSame = (a: Undo, b: Undo) => {
  const of = ({ name, body }: Undo) => {
    const { refunded_at: _, ...rest } = body as Record<string, Json>;
    return canonicalize([name, rest]);
  };
  return of(a) === of(b);
};

/**
 * Why this write does not undo what it says it does, by the journal and the customer as they are now (milliseconds): in a
 * sentence, undefined when it does. Throws JournalUnavailable.
 */
export async function whyNoUndo(
  undo: Undo & { target: { app: string; profileId: string; operationId: string; undoes: string } },
  profile: Profile,
  now: number,
): Promise<string | undefined> {
  const found = await findUndo(undo.target, now);
  if (!found.ok) return found.why;
  const { refunded_at: refundedAt } = undo.body as { refunded_at?: string };
  const isLate = refundedAt && Math.abs(parseInstant(refundedAt) - now) > CLOCK_SLACK_MS;
  if (isLate || !isSame(undo, found.plan)) return late;
  return whyChangedSince(found, profile);
}
