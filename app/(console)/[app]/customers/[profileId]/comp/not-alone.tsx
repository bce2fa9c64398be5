"use client";

import { Notice } from "@/components/notice";
import { type Left, whyNothingLeft } from "@/lib/operations/left";
import { daysGiven, isForLife, whyOverLimit } from "@/lib/operations/limits";
import { sayStaff, staffDomainOf } from "@/lib/operations/staff";
import type { SheetProps } from "../sheet-props";
import type { WriteState } from "../use-write";

type Chosen = {
  /** Where access is to end: milliseconds, null for life, undefined while nothing is planned. */
  end: number | null | undefined;
  levelId: string;
  lifetime: boolean;
  /** Whether it counts as a grant: what shortens does not. */
  gives: boolean;
};
type By = Pick<SheetProps, "role" | "refused" | "settings"> & {
  view: SheetProps["page"]["view"];
  now: number;
  left: Left | undefined;
};

/** Why this role may not give that much alone, to whomever. */
export function whyTooMuch(
  { end, levelId, lifetime, gives }: Chosen,
  { view, role, refused, settings, now, left }: By,
) {
  if (end === undefined) return;
  const grant = { view, levelId, until: end, now };
  const days = daysGiven(grant);
  return (
    (lifetime || isForLife(grant) ? refused["comp.lifetime"] : undefined) ??
    whyOverLimit(days, role, settings.limits) ??
    ((gives && left && whyNothingLeft(left, days, role)) || undefined)
  );
}

/** Why this grant needs a second person, as far as the form can know. */
function findWhy(chosen: Chosen, by: By) {
  if (chosen.end === undefined) return;
  const domain = staffDomainOf(by.view.customerUserId ?? "", by.settings.staffDomains);
  return whyTooMuch(chosen, by) ?? (domain && sayStaff(domain));
}

type Judged = { why?: string | undefined; isSaid: boolean; asks: boolean; blocked?: string | undefined };

/**
 * `asks`: the button asks a second person instead of sending. `blocked`: why it can do neither. `isSaid`: the refusal that
 * stands on the screen says it already.
 */
export function judgeAlone(state: WriteState, chosen: Chosen, by: By): Judged {
  // The limits were raised meanwhile.
  if (state.kind === "failed" && state.failure.code === "needs_no_approval") return { isSaid: false, asks: false };
  const told = state.kind === "failed" && state.failure.approvable ? state.failure.message : undefined;
  const why = findWhy(chosen, by) ?? told;
  const mayAsk = by.refused["approval.request"] === undefined;
  const isSaid = why !== undefined && state.kind === "failed" && state.failure.message.includes(why);
  return { why, isSaid, asks: Boolean(why) && mayAsk, blocked: mayAsk ? undefined : why };
}

export function NotAloneNotice({ why }: { why: string | undefined }) {
  if (!why) return null;
  return (
    <Notice live tone="info" title="This needs a second person">
      <p>{why}</p>
      <p>You can ask for it here: nothing is sent to Adapty until somebody else approves it, for 72 hours at most.</p>
    </Notice>
  );
}
