import "server-only";
import { toCustomerView } from "@/lib/access/view";
import { getProfile } from "@/lib/adapty/calls";
import { type FieldError, isGone } from "@/lib/adapty/errors";
import type { Profile } from "@/lib/adapty/profile";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import { type ReasonKind, reasonKindNames, reasonsFor } from "@/lib/settings/reasons";
import type { Settings } from "@/lib/settings/settings";
import { readSettings } from "@/lib/settings/store";
import { timeNow } from "@/lib/world/world";
import { listEmailsSet } from "./activity";
import { checkBirthday } from "./birthday";
import type { OperationName } from "./catalogue";
import { findConflict } from "./check-conflict";
import { countSendings } from "./claim";
import type { Guard } from "./comp-guard";
import type { Counted } from "./find-beyond";
import { refuseSame } from "./find-same";
import { isBlank, type WriteInput } from "./input";
import { inJournal } from "./journal";
import { judgeWrite } from "./judge-write";
import { invalidInput, notAlone, notSent } from "./outcome";
import { reasonKindOf } from "./reason-kind";
import { clearTheWay, listInTheWay } from "./recheck";
import { findHeldUp, nothingSentYet } from "./restored";
import { type Beyond, type SecondPerson, unlifted } from "./second-person";
import { CHANGED_SINCE } from "./seen";

type Why = WriteInput<OperationName>["why"];

/** A reason must be one of the team's own, for what it is offered for, with a note where it asks for one. */
export function checkWhy(
  { reason, note }: Why,
  { reasons }: Pick<Settings, "reasons">,
  kind: ReasonKind | undefined,
): FieldError[] {
  if (!reason) return [];
  const known = reasons.find(({ code }) => code === reason);
  if (!known) return [{ field: "reason", message: "Choose one of the reasons in Settings." }];
  if (kind && !reasonsFor([known], kind).length) {
    const message = `“${known.label}” is no reason for ${reasonKindNames[kind]}: choose one that is offered.`;
    return [{ field: "reason", message }];
  }
  return known.noteRequired && isBlank(note ?? "")
    ? [{ field: "note", message: `“${known.label}” needs a note.` }]
    : [];
}

/** By whichever form something is given: it takes a reason for giving. */
const checkWhyGiven = (why: Why, settings: Settings): FieldError[] =>
  why.reason
    ? checkWhy(why, settings, "give")
    : [{ field: "reason", message: "Nobody pays for this, so it counts as a grant: choose a reason." }];

type Refused = ReturnType<typeof notSent>;
/** All that a second person would have to let pass, and by what it was judged. */
type Alone = { beyond: Beyond[]; guard: Guard };
export type Checked =
  | { ok: true; before: Profile; sendings: number; counted: Counted; guard: Guard }
  | { ok: false; before?: Profile | null; refused: Refused; alone?: Alone };

/**
 * Everything that is asked before a write is recorded: the reason, a birthday that cannot be, the customer as Adapty has
 * them now, whether another write to them is on its way or asked for the same and is not confirmed, whether that is still what the agent saw, and whether this agent
 * may do just this. Sends nothing and records nothing. `before` is null when the profile is gone; `sendings` counts what had
 * been sent to this customer before they were read. With a `second` person it is they who must be allowed to let it pass.
 * Throws JournalUnavailable.
 */
export async function checkWrite<Name extends OperationName>(
  name: Name,
  agent: Agent,
  app: App,
  input: WriteInput<Name>,
  second?: SecondPerson,
): Promise<Checked> {
  const { target, why, body } = input;
  const no = (refused: Refused, before?: Profile | null, alone?: Alone) => ({
    ok: false as const,
    refused,
    before,
    alone,
  });
  const [settings, restored] = await inJournal(
    async (db) => [await readSettings(), await findHeldUp(db, app.id)] as const,
  );
  if (restored) return no(nothingSentYet(restored));
  const unborn = "birthday" in body ? checkBirthday(body.birthday, timeNow()) : null;
  // Whoever approves cannot choose a reason: it was asked of the one who asked.
  const asksWhy = !second;
  const fields = [
    ...(asksWhy ? checkWhy(why, settings, reasonKindOf(name)) : []),
    ...(unborn ? [{ field: "birthday", message: unborn }] : []),
  ];
  if (fields.length > 0) return no(invalidInput(fields));

  const sendings = await countSendings(app.id, target.profileId);
  const readAt = timeNow();
  // While Adapty answers: whatever is sent to this customer after the count fails the claim.
  const [read, inTheWay, emailsSet] = await Promise.all([
    getProfile(app, { profileId: target.profileId }),
    listInTheWay(app.id, target.profileId, target.operationId),
    inJournal(() => listEmailsSet(app.id, target.profileId)),
  ]);
  if (!read.ok) {
    const unread = notSent(read.error.code, `Nothing was sent. ${read.error.message}`);
    return no(unread, isGone(read.error) ? null : undefined);
  }
  const before = read.profile;

  if (!(await clearTheWay(inTheWay, before, readAt))) return no(customerBusy(), before);
  const sent = await refuseSame(name, input, inTheWay, second?.approver ?? agent);
  if (sent) return no(sent, before);

  const now = timeNow();
  const view = toCustomerView(before, app.id, now);
  const conflict = await findConflict(name, input, { agent, profile: before, view });
  if (conflict) return no(notSent(CHANGED_SINCE, conflict), before);
  const judge = second?.approver ?? agent;
  const judging = { agent, judge, settings, profile: before, view, emailsSet, now, askedAt: second?.askedAt };
  const found = await judgeWrite(name, input, judging);
  if ("why" in found) return no(notSent(found.code, found.why), before);
  const { beyond, counted, guard } = found;
  const unreasoned = counted.isGrant && asksWhy ? checkWhyGiven(why, settings) : [];
  if (unreasoned.length > 0) return no(invalidInput(unreasoned), before);
  const barred = unlifted(beyond, second);
  return barred ? no(notAlone(barred), before, { beyond, guard }) : { ok: true, before, sendings, counted, guard };
}

export const customerBusy = () =>
  notSent(
    "customer_busy",
    "Nothing was sent: another change to this customer is being made just now, or is not confirmed yet. Look again in half a minute.",
  );
