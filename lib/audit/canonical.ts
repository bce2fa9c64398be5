/** What JSON holds. An `undefined` field is left out, as if it were not there. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The one text of a JSON value: keys in the order of their UTF-16 code units, no spaces. Source: RFC 8785. Throws for what is no JSON number. */
export function canonicalize(value: Json): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${value} is no JSON number.`);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalize).join(",")}]`;
  const held = value as { readonly [key: string]: Json | undefined };
  const members = Object.keys(held)
    .sort()
    .flatMap((key) => (held[key] === undefined ? [] : `${JSON.stringify(key)}:${canonicalize(held[key])}`));
  return `{${members.join(",")}}`;
}

/** Is this text as canonicalize writes it? */
export function isCanonical(text: string): boolean {
  try {
    return canonicalize(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
