import "server-only";
import { isUnreadable } from "@/lib/db/read-rows";
import { isCanonical, type Json } from "./canonical";
import { toCsvLine } from "./csv";
import { createExportSeal, toExportLine } from "./export-line";
import { type Eraser, type Held, openEvent, readHeld, type Unreadable } from "./open-event";
import type { KeptEvent } from "./read-events";
import type { KeptPart } from "./read-rows";

export const exportFormats = ["csv", "jsonl"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Hides what the role may not see of the personal part of an event with this action; answers the same object where it hides nothing. */
export type Hide = (action: string, personal: Held) => Held;

/** The text of an export: what comes before its events, each event, and what comes after them. */
export type Writer = { start: string; write: (event: KeptEvent) => string; finish: () => string };

const columns = [
  "seq",
  "recorded_at",
  "actor_id",
  "actor_email",
  "actor_role",
  "action",
  "outcome",
  "app",
  "target_type",
  "target_id",
  "customer_user_id",
  "reason",
  "ticket",
  "note",
  "before",
  "after",
  "detail",
  "personal",
  "request_id",
  "operation_id",
  "id",
  "hash",
];

const sayErased = ({ at }: Eraser): string => `erased on ${at}`;
const toJson = (held: Held): string => (Object.keys(held).length > 0 ? JSON.stringify(held) : "");
const UNREADABLE = "cannot be read: npm run audit:verify tells more";
const toText = (value: Json | undefined): string =>
  value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);

/** Without it Excel takes UTF-8 for its own code page; for programs there is JSONL. */
const BYTE_ORDER_MARK = "\ufeff";

/** For spreadsheets: a line per event, the words of the API, JSON where a cell holds several facts. */
export function createCsvWriter({ hide }: { hide: Hide }): Writer {
  return {
    start: BYTE_ORDER_MARK + toCsvLine(columns),
    write: (kept) => {
      const event = openEvent(kept);
      const { actor, target, changes, erasedBy, unreadable } = event;
      const orUnreadable = (part: keyof Unreadable, said: string | null) =>
        unreadable?.[part] === undefined ? said : UNREADABLE;
      const { customer_user_id, ticket, note, ...personal } = hide(event.action, event.personal);
      const broken: readonly string[] = unreadable?.text?.split(", ") ?? [];
      const cells = [
        event.seq,
        event.at,
        actor.id,
        orUnreadable("actor", erasedBy.actor ? sayErased(erasedBy.actor) : actor.email),
        actor.role,
        event.action,
        orUnreadable("outcome", event.outcome),
        event.app,
        target?.type ?? null,
        target?.id ?? null,
        toText(customer_user_id),
        event.reason,
        toText(ticket),
        toText(note),
        orUnreadable("changes", toJson(changes?.before ?? {})),
        orUnreadable("changes", toJson(changes?.after ?? {})),
        orUnreadable("detail", toJson(event.detail)),
        orUnreadable("personal", erasedBy.subject ? sayErased(erasedBy.subject) : toJson(personal)),
        event.requestId,
        event.operationId,
        event.id,
        event.hash,
      ];
      return toCsvLine(cells.map((cell, index) => (broken.includes(columns[index] ?? "") ? UNREADABLE : cell)));
    },
    finish: () => "",
  };
}

/** Nobody can tell what it shows, nor would it verify. */
const isAltered = ({ salt, body }: KeptPart): boolean =>
  isUnreadable(salt) || (body !== null && (!isCanonical(body) || readHeld(body) === undefined));

/** For `npm run audit:verify`. A personal part of which something is hidden is left out whole: changed, it would not verify. */
export function createJsonlWriter({ hide, filtered, key }: { hide: Hide; filtered: boolean; key: string }): Writer {
  const seal = createExportSeal({ kind: "export", filtered });
  const isOpen = (action: string, { part, body }: KeptPart) => {
    const personal = readHeld(body) ?? {};
    return part === "actor" || hide(action, personal) === personal;
  };
  return {
    start: "",
    write: ({ row, parts }) => {
      seal.add(row);
      const sound = parts.filter((held) => !isAltered(held));
      const open = sound.filter((held) => isOpen(row.action, held));
      const altered = parts.filter(isAltered).map(({ part }) => part);
      return `${toExportLine(row, open, altered)}\n`;
    },
    finish: () => `${seal.seal(key)}\n`,
  };
}
