import { sayDay } from "@/components/time-format";
import type { CustomAttribute } from "@/lib/adapty/profile";
import type { ProfileField } from "./fields";

const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** "France" for "FR"; undefined for what is no country code. */
export function countryName(code: string): string | undefined {
  return /^[A-Z]{2}$/.test(code) ? regions.of(code) : undefined;
}

/** A value of the request body in words: "Female", "31 Dec 1990", "FR (France)". */
export function sayValue(field: ProfileField, value: unknown): string {
  const text = String(value);
  const known = field.options?.find(({ body }) => body === value);
  if (known) return known.words;
  if (field.control === "date" && !Number.isNaN(Date.parse(text))) return sayDay(Date.parse(text), "UTC");
  const country = field.control === "country" ? countryName(text) : undefined;
  return country ? `${text} (${country})` : text;
}

/** An attribute's value with its kind, which decides how Adapty compares it: `42 (number)`, `“42” (text)`. */
export function sayAttribute(value: CustomAttribute["value"]): string {
  if (value === undefined || value === null) return "a value that cannot be read";
  return typeof value === "string"
    ? `“${value}” (text)`
    : `${value} (${typeof value === "number" ? "number" : "yes/no"})`;
}

export const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** "name, e-mail and birthday" */
export function listWords(words: string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
