import "server-only";
import type { Agent } from "@/lib/auth/session";
import type { OperationName } from "@/lib/operations/catalogue";
import type { Guard } from "@/lib/operations/comp-guard";
import { countFor, findBeyond } from "@/lib/operations/find-beyond";
import { inJournal } from "@/lib/operations/journal";
import { withoutAdvice } from "@/lib/operations/limits";
import { whyNoneLeft } from "@/lib/operations/quota";
import { writes } from "@/lib/operations/writes";
import type { Limits } from "@/lib/settings/limits";
import { dateNow } from "@/lib/world/world";

/** A write as it would be sent now, of which somebody else may have to let pass what who asks may not do alone. */
export type Passing = { name: OperationName; body: unknown; profileId: string; guard: Guard };

/**
 * Why this person, by rights and limits of their own, may not let a colleague's write pass, or why nobody may any more, as a
 * sentence; undefined when they may. The rules are those by which it is judged when they approve it. `limits`: for what is used
 * up already. Throws JournalUnavailable.
 */
export async function whyNotLetPass(
  judge: Agent,
  { name, body, profileId, guard }: Passing,
  limits: Limits,
): Promise<string | undefined> {
  const notAllowed = writes[name].guard?.(body as never, guard, judge.role);
  if (notAllowed) return notAllowed;
  const { beyond, counted } = await findBeyond(name, body, { judge, guard });
  const kept = beyond.find(({ why }) => why !== "two_people");
  if (kept) return withoutAdvice(kept.message);
  const { app, operationId: id } = guard;
  const row = { id, app, profileId, ...countFor(counted, judge) };
  const over = await inJournal((db) => whyNoneLeft(db, row, { role: judge.role, limits }, dateNow()));
  return over === null ? undefined : withoutAdvice(over);
}
