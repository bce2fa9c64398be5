import { dated, type Part } from "@/lib/access/parts";
import { levelTitle, showSigns } from "@/lib/access/words";
import type { Json } from "@/lib/audit/canonical";

const known: Record<string, string> = {
  total_revenue_usd: "Revenue (USD)",
  customer_user_id: "Customer user id",
  email: "E-mail",
  name: "Name",
  note: "Note",
  ticket: "Ticket",
  message: "Adapty's words",
  up_to: "Up to event",
  asked: "Asked of Adapty",
  by: "Known by",
  elevation: "Under emergency access",
  ended_by: "Ended by",
};

const knownValues: Record<string, Record<string, string>> = {
  by: { answer: "Adapty's answer", read_back: "reading the customer back", hand: "somebody who looked" },
  ended_by: {
    themselves: "themselves",
    admin: "an admin",
    "account.change_role": "a change of their role",
    "account.disable": "disabling the account",
  },
  format: { csv: "CSV", jsonl: "JSONL" },
};

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const words = (path: string) => showSigns(path).replace(/[._]+/g, " ");
const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The dotted path of a fact as it is called on the screens: "Premium: expires at". */
export function sayPath(path: string): string {
  if (known[path]) return known[path];
  const [, place, rest = ""] = /^(access_levels|custom_attributes)\.(.+)$/s.exec(path) ?? [];
  if (place === "custom_attributes") return showSigns(rest);
  if (!place) return capitalise(words(path));
  const dot = rest.lastIndexOf(".");
  return `${levelTitle(rest.slice(0, dot))}: ${words(rest.slice(dot + 1))}`;
}

/** Is there anything in it? */
export const isSaid = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== "";

/** The value of the fact at this path. What has parts of its own is shown as JSON. */
export function sayFact(value: Json | undefined, path = ""): Part[] {
  if (!isSaid(value)) return ["none"];
  if (typeof value === "boolean") return [value ? "yes" : "no"];
  if (typeof value === "object") return [showSigns(JSON.stringify(value))];
  const said = knownValues[path]?.[String(value)] ?? String(value);
  const instant = typeof value === "string" && ISO.test(value) ? dated("", value) : [];
  return instant.length > 0 ? instant.slice(1) : [showSigns(said)];
}
