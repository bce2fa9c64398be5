import { cancellationReasons, offerCategories, offerTypes } from "@/lib/adapty/fields";
import type { Failure } from "../../../../action-failure";
import { labels, sayOption, saySharing } from "./labels";

const names: Record<string, string> = {
  ...labels,
  offer_category: labels["offer.category"],
  offer_type: labels["offer.type"],
  offer_id: labels["offer.id"],
};
const options: readonly string[] = [...offerCategories, ...offerTypes, ...cancellationReasons];

/** A name of the request, where it cannot be a word of plain English as "store" is, with the value said of it. */
const NAMED = /(?<![\w.])([a-z]+(?:[._][a-z]+)+)(?!\w)(?:=([a-z_]+)| is (true|false)\b)?/g;

function sayNamed(found: string, name: string, value?: string, flag?: string): string {
  if (!Object.hasOwn(names, name)) return found;
  if (value) return `“${names[name]}: ${sayOption(value)}”`;
  const flagged = name === "is_family_shared" ? saySharing(flag === "true" ? "yes" : "no") : flag;
  return flag ? `“${names[name]}” is “${flagged}”` : `“${names[name]}”`;
}

/** A sentence of Adapty's about its request's names, ours included, in the words that the form has for them. */
export const sayProblem = (message: string): string =>
  message
    .replace(NAMED, sayNamed)
    .replace(/'([a-z_]+)'/g, (found, option) => (options.includes(option) ? `“${sayOption(option)}”` : found));

export const sayFailure = (failure: Failure): Failure => ({
  ...failure,
  message: sayProblem(failure.message),
  fields: failure.fields?.map((error) => ({ ...error, message: sayProblem(error.message) })),
});
