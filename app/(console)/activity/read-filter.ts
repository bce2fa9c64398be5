import { z } from "zod";
import { operationNames } from "@/lib/operations/catalogue";
import type { OperationFilter } from "@/lib/operations/list-operations";
import { type AskedOf, day, readAsked, type SearchParams, text, toSpan, toText } from "./read-asked";

const boxes = {
  who: { label: "Who", read: text },
  customer: { label: "Customer", read: text },
  operation: { label: "What", read: z.enum(operationNames) },
  reason: { label: "Reason", read: text },
  outcome: { label: "Outcome", read: z.enum(["applied", "rejected", "not_applied", "open"]) },
  from: { label: "From", read: day },
  to: { label: "To", read: day },
  text: { label: "Text", read: text },
  emergency: { label: "Emergency access", read: z.uuid() },
  before: { label: "page", read: text },
};

export type Asked = AskedOf<typeof boxes>;

/** Reads the filter of /activity from an address. */
export function readFilter(
  params: SearchParams,
  timeZone: string,
): { asked: Asked; filter: OperationFilter; unread: string[]; tooShort: boolean } {
  const { asked, unread } = readAsked(boxes, params);
  const { who, operation, from, to, text: typed, emergency, ...rest } = asked;
  const { text, tooShort } = toText(typed);
  const filter: OperationFilter = {
    ...rest,
    ...(text && { text }),
    ...(who && { agentId: who }),
    ...(emergency && { elevationId: emergency }),
    ...(operation && { name: operation }),
    ...toSpan({ from, to }, timeZone),
  };
  return { asked, filter, unread, tooShort };
}
