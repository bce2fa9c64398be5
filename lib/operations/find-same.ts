import "server-only";
import { can } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import { isUnconfirmed, type OperationName } from "./catalogue";
import type { WriteInput } from "./input";
import { findOperation } from "./journal";
import type { JournalRow } from "./journal-row";
import { refuse } from "./outcome";
import { type Bodies, hasSameEffect } from "./same-effect";

/** The code of a write that was turned away, since the same was sent by another form and is not confirmed. */
const SAME_UNCONFIRMED = "same_unconfirmed";

const untilThen = "Until that is settled, the same is not sent again.";

function say({ state, agent }: JournalRow, reader: Agent): string {
  const who = agent.id === reader.id ? "you" : agent.email;
  return state === "needs_human"
    ? `Nothing was sent: ${who} sent the same to this customer before, and what Adapty shows does not tell whether it was done. A lead or an admin who did not send it says so under Queue. ${untilThen}`
    : `Nothing was sent: ${who} sent the same to this customer before, and it is not confirmed yet. The console is checking with Adapty. ${untilThen}`;
}

/**
 * Turns a form away that asks for what one of these others asked for, when that is still not confirmed: sent once more it might
 * act twice. What takes something back has its own question (undo/find-undo). Told to `reader`. Throws JournalUnavailable.
 */
export async function refuseSame<Name extends OperationName>(
  name: Name,
  { target, body }: Pick<WriteInput<Name>, "target" | "body">,
  others: JournalRow[],
  reader: Agent,
): Promise<ReturnType<typeof refuse> | undefined> {
  if (target.undoes !== undefined) return;
  const asksSame = (row: JournalRow) =>
    row.name === name &&
    row.erasedAt === null &&
    hasSameEffect(name, body as Bodies[Name], row.request as Bodies[Name], { corrects: target.entry !== undefined });
  for (const { id } of others.filter(asksSame)) {
    const row = await findOperation(id);
    if (!row || !isUnconfirmed(row.state)) continue;
    const inQueue = row.agent.id === reader.id || can(reader.role, "activity.read_all");
    const { app, profileId, agent, sentAt, createdAt } = row;
    return refuse({
      outcome: "not_sent",
      code: SAME_UNCONFIRMED,
      message: say(row, reader),
      same: { operationId: id, app, profileId, by: agent.email, at: sentAt ?? createdAt, inQueue },
    });
  }
}
