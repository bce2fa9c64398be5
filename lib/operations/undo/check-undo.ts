import "server-only";
import { parseInstant } from "@/lib/adapty/instant";
import type { Profile } from "@/lib/adapty/profile";
import type { OperationName } from "../catalogue";
import { FORM_SLACK_MS } from "../check-times";
import { isSameButForNow } from "../same-effect";
import { findUndo, whyChangedSince } from "./find-undo";
import { planUndo } from "./plan";

/** The code of a write that does not undo what it says it does. */
export const NOT_UNDONE = "not_undone";

type Undo = { name: OperationName; body: unknown };

const isSame = (a: Undo, b: Undo) => a.name === b.name && isSameButForNow(a.body as object, b.body as object);

const other = "What an undo would do is not what it was when this form was opened: close it and open it again.";

/**
 * Why this write does not undo what it says it does, by the journal and the customer as they are now; undefined when it does.
 * `askedAt`: when it was decided, where a second person let it pass later than that. Milliseconds. Throws JournalUnavailable.
 */
export async function whyNoUndo(
  undo: Undo & { target: { app: string; profileId: string; operationId: string; undoes: string } },
  profile: Profile,
  { now, askedAt = now }: { now: number; askedAt?: number | undefined },
): Promise<string | undefined> {
  const found = await findUndo(undo.target, now);
  if (!found.ok) return found.why;
  const meant = planUndo(found.done, { at: askedAt, setBefore: found.setBefore });
  const { refunded_at: refundedAt } = undo.body as { refunded_at?: string };
  const isLate = refundedAt && Math.abs(parseInstant(refundedAt) - askedAt) > FORM_SLACK_MS;
  if (isLate || !meant.ok || !isSame(undo, meant)) return other;
  return whyChangedSince(found, profile);
}
