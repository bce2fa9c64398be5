"use client";

import { Notice } from "@/components/notice";
import { daysGiven, isForLife, whyOverLimit } from "@/lib/operations/limits";
import { sayStaff, staffDomainOf } from "@/lib/operations/staff";
import type { SheetProps } from "../sheet-props";
import type { WriteState } from "../use-write";

type Chosen = {
  /** Where access is to end: milliseconds, null for life, undefined while nothing is planned. */
  end: number | null | undefined;
  levelId: string;
  lifetime: boolean;
};
type By = Pick<SheetProps, "role" | "refused" | "settings"> & { view: SheetProps["page"]["view"]; now: number };

/** Why this grant needs a second person, as far as the form can know. */
function findWhy({ end, levelId, lifetime }: Chosen, { view, role, refused, settings, now }: By) {
  if (end === undefined) return;
  const grant = { view, levelId, until: end, now };
  const domain = staffDomainOf(view.customerUserId ?? "", settings.staffDomains);
  return (
    (lifetime || isForLife(grant) ? refused["comp.lifetime"] : undefined) ??
    whyOverLimit(daysGiven(grant), role, settings.limits) ??
    (domain && sayStaff(domain))
  );
}

/** `asks`: the button asks a second person instead of sending. `blocked`: why it can do neither. */
export function judgeAlone(state: WriteState, chosen: Chosen, by: By) {
  const told = state.kind === "failed" && state.failure.approvable ? state.failure.message : undefined;
  const why = findWhy(chosen, by) ?? told;
  const mayAsk = by.refused["approval.request"] === undefined;
  return { why, asks: Boolean(why) && mayAsk, blocked: mayAsk ? undefined : why };
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
