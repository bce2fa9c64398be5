import { canonicalize, type Json } from "./canonical";

export type Facts = { [path: string]: Json };

/** A value as facts, each under its dotted path; an empty list or object and what is not there say nothing. */
export function listFacts(path: string, value: unknown): Facts {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null) return { [path]: value as Json };
  return Object.assign({}, ...Object.entries(value).map(([key, inner]) => listFacts(`${path}.${key}`, inner)));
}

/** What differs, and nothing else; undefined when nothing does. A fact that one side lacks stands on the other alone. */
export function changedFacts(before: Facts, after: Facts): { before: Facts; after: Facts } | undefined {
  const text = (held: Facts, path: string) => (Object.hasOwn(held, path) ? canonicalize(held[path] ?? null) : "");
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = paths.filter((path) => text(before, path) !== text(after, path));
  const pick = (held: Facts) =>
    Object.fromEntries(changed.flatMap((path) => (Object.hasOwn(held, path) ? [[path, held[path] ?? null]] : [])));
  return changed.length > 0 ? { before: pick(before), after: pick(after) } : undefined;
}
