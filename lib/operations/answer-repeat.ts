import "server-only";
import { isTakenBy } from "./adopt-operation";
import { isUnconfirmed } from "./catalogue";
import { findOperation, JournalUnavailable } from "./journal";
import { hashOperation, type JournalRow, type KnownLater, type NewOperation } from "./journal-row";
import { decidedMeanwhile, describeOutcome, notSent, type Written } from "./outcome";
import { isQuiet, recheckOperation, waitUntilSettled } from "./recheck";
import type { Result } from "./result";
import type { SecondPerson } from "./second-person";
import { writes } from "./writes";

/** What cannot be read back may be repeated after the quiet period when a second effect is the same as one. */
const canRepeat = (row: JournalRow) => Boolean(writes[row.name].repeatable) && isQuiet(row);

type Repeat = { answer: Result<Written>; again?: undefined } | { again: JournalRow };

/** For a form that is sent again: what is known of it, or the row to send again: never sent, without a trace, or the same done twice. */
export async function answerRepeat(row: JournalRow, asked: Omit<NewOperation, KnownLater>): Promise<Repeat> {
  if (row.requestHash !== hashOperation(asked) || row.agent.id !== asked.agent.id) {
    const message = "This form was already sent with other contents. Open the form again.";
    return { answer: notSent("operation_reused", message) };
  }
  if (row.state === "prepared" || row.state === "not_applied") return { again: row };
  if (row.state === "sent") return { answer: await waitUntilSettled(row) };
  try {
    const answer = await recheckOperation(row.id);
    const found = answer.ok ? undefined : await findOperation(row.id);
    const again = found?.state === "not_applied" || (found && isUnconfirmed(found.state) && canRepeat(found));
    return found && again ? { again: found } : { answer };
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error;
    return { answer: describeOutcome(row) };
  }
}

/**
 * What came of another sending of the same since it had been sent `attempts` times; undefined when there was no such, or when it
 * may be sent again, too. A `second` person is told of no one's yes but their own.
 */
export async function answerSentSince(
  attempts: number,
  asked: Omit<NewOperation, KnownLater>,
  second: SecondPerson | undefined,
): Promise<Result<Written> | undefined> {
  const found = await findOperation(asked.id);
  if (!found || found.attempts === attempts) return undefined;
  if (second && isTakenBy(found, second)) return decidedMeanwhile();
  const twin = await answerRepeat(found, asked);
  return twin.again ? undefined : twin.answer;
}
