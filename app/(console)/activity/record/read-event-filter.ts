import { z } from "zod";
import { auditOutcomes } from "@/lib/audit/event";
import { type AskedOf, day, readAsked, type SearchParams, text, toSpan, toText } from "../read-asked";
import { knownActions } from "./name-event";

const boxes = {
  who: { label: "Who", read: text },
  about: { label: "Customer or account", read: text },
  action: { label: "What", read: z.enum(knownActions) },
  outcome: { label: "Outcome", read: z.enum(auditOutcomes) },
  reason: { label: "Reason", read: text },
  operation: { label: "Operation", read: z.uuid() },
  text: { label: "Text", read: text },
  from: { label: "From", read: day },
  to: { label: "To", read: day },
  before: { label: "page", read: z.string().regex(/^\d{1,15}$/) },
};

export type Asked = AskedOf<typeof boxes>;

/** As the record is asked for it: instants are ISO, UTC; `about` is still as it was typed. */
type Read = {
  actorId?: string;
  about?: string;
  action?: string;
  outcome?: string;
  reason?: string;
  operationId?: string;
  text?: string;
  from?: string;
  until?: string;
  before?: number;
};

/** Reads the filter of the record from an address. */
export function readEventFilter(
  params: SearchParams,
  timeZone: string,
): { asked: Asked; filter: Read; unread: string[]; tooShort: boolean } {
  const { asked, unread } = readAsked(boxes, params);
  const { who, operation, text: typed, from, to, before, ...rest } = asked;
  const { text, tooShort } = toText(typed);
  const filter: Read = {
    ...rest,
    ...(text && { text }),
    ...(who && { actorId: who }),
    ...(operation && { operationId: operation.toLowerCase() }),
    ...(before && { before: Number(before) }),
    ...toSpan({ from, to }, timeZone),
  };
  return { asked, filter, unread, tooShort };
}
