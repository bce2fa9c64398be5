import "server-only";
import type { CustomerView } from "@/lib/access/view";
import type { Profile } from "@/lib/adapty/profile";
import { can, whyNot } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import type { Settings } from "@/lib/settings/settings";
import type { OperationName } from "./catalogue";
import { type Guard, toGuard } from "./comp-guard";
import { type Counted, findBeyond } from "./find-beyond";
import type { Beyond } from "./second-person";
import { NOT_UNDONE, whyNoUndo } from "./undo/check-undo";
import { writes } from "./writes";

/** The code of a write that this agent may not make just so, whoever else may. */
export const NOT_ALLOWED = "not_allowed";

type Form = {
  target: { app: string; profileId: string; operationId: string; undoes?: string | undefined };
  body: unknown;
};
/** Whose form it is and whose rights and limits count, by which settings, of which customer and as the page shows them; `now` and `askedAt` in milliseconds. */
type Judging = {
  agent: Pick<Agent, "role">;
  judge: Agent;
  settings: Settings;
  profile: Profile;
  view: CustomerView;
  emailsSet: readonly unknown[];
  now: number;
  askedAt?: number | undefined;
};

const sayNo = (why: string) => `Nothing was sent. ${why}`;

/**
 * What there is against this write by the customer as Adapty has them now: a sentence where it may not be made so at all, else all
 * that a second person would have to let pass, and what it counts for. Throws JournalUnavailable.
 */
export async function judgeWrite(
  name: OperationName,
  form: Form,
  { agent, judge, settings, profile, view, emailsSet, now, askedAt }: Judging,
): Promise<{ code: string; why: string } | { beyond: Beyond[]; counted: Counted; guard: Guard }> {
  const { target, body } = form;
  const { app, operationId, undoes } = target;
  if (undoes !== undefined) {
    if (!can(agent.role, "operation.undo"))
      return { code: "forbidden", why: sayNo(whyNot(agent.role, "operation.undo")) };
    const why = await whyNoUndo({ name, body, target: { ...target, undoes } }, profile, { now, askedAt });
    if (why) return { code: NOT_UNDONE, why: sayNo(why) };
  }
  const held = { settings, app, operationId, before: profile, emailsSet, view, now, ...(askedAt && { askedAt }) };
  const guard = toGuard(form, held);
  const why = writes[name].guard?.(body as never, guard, agent.role);
  if (why) return { code: NOT_ALLOWED, why: `${why} Nothing was sent.` };
  return { ...(await findBeyond(name, body, { judge, guard })), guard };
}
