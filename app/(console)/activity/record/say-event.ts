import { dated, type Part } from "@/lib/access/parts";
import { sayProfileField } from "@/lib/access/profile-labels";
import { showSigns } from "@/lib/access/words";
import type { Json } from "@/lib/audit/canonical";
import type { Held, ShownEvent } from "@/lib/audit/open-event";
import { aRole } from "@/lib/auth/permissions";
import { type OperationName, operations } from "@/lib/operations/catalogue";
import { describeRequest } from "@/lib/operations/describe-request";
import { ssoRecorded } from "@/lib/sso/refusals";

const text = (value: Json | undefined): string => (typeof value === "string" ? showSigns(value) : "");
const words = (code: string): string => code.replaceAll("_", " ");

/** Why somebody was turned away, by the code in the record. */
const refusals: Record<string, string> = {
  ...ssoRecorded,
  forbidden: "Their role may not.",
  wrong_origin: "The request did not come from the console's own page.",
  other_account: "The page had been opened by another account.",
  refused: "E-mail or password did not fit.",
  disabled: "The account is disabled.",
  wait: "Too many tries: they were asked to wait.",
  failed: "The console could not look the account up.",
  beyond: "They may not hand out a right that they lack.",
  fixed: "This account is not theirs to change.",
  wrong: "The password was wrong.",
  not_allowed: "What they asked for is not allowed.",
  over_limit: "Over the limit of their role.",
  needs_approval: "It needs a second person.",
  requester_may_not: "Who asked for it may not do it any more.",
  own_request: "They asked for it themselves.",
  beholden: "Less than 72 hours before, one of them had let the other in.",
  other_payload: "It was not the request that was shown to them.",
  not_yours: "Somebody else asked for it.",
  too_many_starts: "Three times in 24 hours already.",
  own: "It was their own.",
  confirm_first: "They had not shown in the last minutes that it is them.",
  factor_first: "They owe a second factor, and had none yet.",
  late: "The password was right, but it or the second factor was replaced before the code came.",
  wrong_code: "The password was right, the code was not.",
  used_code: "The password was right, the code had been used before.",
  wait_code: "Too many wrong codes: they were asked to wait.",
  unreadable_code: "Their second factor was sealed under another session secret.",
  too_many: "They had done as much of it within the hour as an account may.",
};

/** Why the console closed a write before it was sent. */
const unsent: Record<string, string> = {
  customer_busy: "Another change to this customer was on its way.",
  never_sent: "The console stopped before it could send it.",
};

const settings: Record<string, string> = {
  presets: "lengths of comps",
  reasons: "reasons",
  grantables: "what may be granted",
  comp: "comp transactions",
  secondFactor: "who must have a second factor",
  limits: "limits",
  staffDomains: "e-mail domains of your own people",
};

const formats: Record<string, string> = { csv: "CSV", jsonl: "JSONL" };

function sayAsked(action: OperationName, asked: Json | undefined): Part[] {
  if (action !== "profile.update") return describeRequest(action, asked);
  return [Array.isArray(asked) ? asked.map((field) => sayProfileField(text(field))).join(", ") : ""];
}

const sayWhich = (name: string): string =>
  Object.hasOwn(operations, name) ? operations[name as OperationName].label : words(name);

const closed: Record<string, string> = {
  ended: "its end had passed",
  changed_since: "the customer had changed",
  requester_may_not: "who asked may not do it any more",
  erased: "what the console keeps of the customer was erased",
  sent_alone: "sent without approval after all",
};

function sayDone({ action, changes, detail }: ShownEvent): Part[] {
  const { before, after }: { before: Held; after: Held } = changes ?? { before: {}, after: {} };
  switch (action) {
    case "account.change_role":
      return [`From ${text(before.role)} to ${text(after.role)}`];
    case "account.join":
    case "account.set_up":
      return [`As ${aRole(text(after.role))}`];
    case "invitation.create":
      return [`As ${aRole(text(after.role))}`, ...dated(", the link works until ", text(after.expires_at))];
    case "approval.request":
    case "approval.approve":
    case "approval.reject":
    case "approval.withdraw":
    case "approval.set_aside":
      return [
        sayWhich(text(detail.operation)) +
          (detail.code ? `, ${closed[text(detail.code)] ?? words(text(detail.code))}` : ""),
      ];
    case "settings.update":
      return [
        Object.keys({ ...before, ...after })
          .map((key) => settings[key] ?? words(key))
          .join(", "),
      ];
    case "account.use_recovery_code":
      return [`${detail.left} left`];
    case "audit.archive":
      return [`Events ${detail.first} to ${detail.last} into ${text(detail.file)}`];
    case "console.restore": {
      const open = `, with ${detail.open} ${detail.open === 1 ? "write" : "writes"} under way`;
      const lost = detail.signed
        ? [`; the record had been signed up to event ${detail.signed}, so events are lost`]
        : [];
      return [...dated("As it was ", text(detail.backup_of)), open, ...lost];
    }
    case "personal.reveal":
      return [sayProfileField(text(detail.field))];
    case "audit.export": {
      const count = `${detail.events} ${detail.events === 1 ? "event" : "events"}`;
      const filtered = detail.filter || detail.filtered_by ? ", filtered" : ", all there were";
      return [`${count} as ${formats[text(detail.format)] ?? text(detail.format)}${filtered}`];
    }
    default:
      return [];
  }
}

/** What an event tells beside its name and its outcome, as a sentence; empty when that says it all. */
export function sayEvent(event: ShownEvent): Part[] {
  const { action, outcome, detail, personal } = event;
  const code = text(detail.code);
  const isOperation = Object.hasOwn(operations, action);
  switch (outcome) {
    case "attempted":
      return isOperation ? sayAsked(action as OperationName, detail.asked) : [];
    case "sent":
      return Number(detail.attempt) > 1 ? [`Attempt ${detail.attempt}`] : [];
    case "denied":
    case "held":
      return code ? [refusals[code] ?? `Because of: ${words(code)}`] : [];
    case "done":
    case "allowed":
      return sayDone(event);
    default: {
      if (outcome === "not_applied" && detail.attempt === 0)
        return [unsent[code] ?? refusals[code] ?? `Because of: ${words(code)}`];
      if (detail.by === "hand") return ["Said by somebody who looked at the customer."];
      const why = outcome === "applied" ? "" : text(personal.message) || (code && `Adapty's code: ${words(code)}`);
      const how = detail.by === "read_back" ? "Found by reading the customer back." : "";
      return [[how, why].filter(Boolean).join(" ")];
    }
  }
}
