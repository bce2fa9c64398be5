import { showSigns } from "@/lib/access/words";
import type { ShownEvent } from "@/lib/audit/open-event";
import type { Reason } from "@/lib/settings/reasons";

/** What is done to a request keeps the reason it was asked for, and the words of whoever does it. */
const ofARequest = ["approval.approve", "approval.reject", "approval.withdraw", "approval.set_aside"];

const text = (value: unknown): string => (typeof value === "string" ? showSigns(value) : "");

/** Why an event came about: the reason that was chosen, then what somebody wrote; each empty where there is none. */
export function sayWhy(
  { action, reason, personal }: Pick<ShownEvent, "action" | "reason" | "personal">,
  reasons: Pick<Reason, "code" | "label">[],
) {
  const said = reasons.find(({ code }) => code === reason)?.label ?? reason ?? "";
  return {
    reason: said && ofARequest.includes(action) ? `Asked for: ${said}` : said,
    note: text(personal.note) || text(personal.why),
    ticket: text(personal.ticket),
  };
}
