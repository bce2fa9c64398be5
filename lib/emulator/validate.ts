import type { z } from "zod";
import { Refusal, valueError } from "./envelope";
import { describeJsonError } from "./python-json-error";

type Issue = z.core.$ZodIssue;
type Rule = { error_code: string; source: string };

const parseError = (text: string) => new Refusal(400, "parse_error", null, `JSON parse error - ${text}`);

/** The object in a request body. An empty body is an empty object, as in Django. */
export function parseBody(bytes: Uint8Array): Record<string, unknown> {
  if (bytes.length === 0) return {};
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw parseError("'utf-8' codec can't decode bytes: invalid start byte");
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw parseError(describeJsonError(text));
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw valueError(null, "value is not a valid dict");
  }
  return body as Record<string, unknown>;
}

const valueAt = (body: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>((held, key) => (held as Record<PropertyKey, unknown> | undefined)?.[key], body);

const permitted = (values: readonly unknown[]) =>
  `value is not a valid enumeration member; permitted: ${values.map((value) => (typeof value === "string" ? `'${value}'` : value)).join(", ")}`;

function permittedValues(issue: Issue): readonly unknown[] | undefined {
  if (issue.code === "invalid_value") return issue.values;
  if (issue.code !== "invalid_union") return undefined;
  if ("options" in issue && Array.isArray(issue.options)) return issue.options;
  const literals = issue.errors.flat().map((inner) => (inner.code === "invalid_value" ? inner.values[0] : undefined));
  return literals.length > 0 && !literals.includes(undefined) ? literals : undefined;
}

const ruleOf = (issue: Issue): Rule | undefined =>
  issue.code === "custom" && issue.params && "error_code" in issue.params ? (issue.params as Rule) : undefined;

/** Shape errors in the wording of pydantic v1, whose texts and types Adapty's documented examples use. */
function refuse(issue: Issue, body: unknown): Refusal {
  const rule = ruleOf(issue);
  if (rule) return new Refusal(400, rule.error_code, rule.source, issue.message);
  const source = issue.path.join(".") || null;
  const value = valueAt(body, issue.path);
  if (value === undefined) return new Refusal(400, "missing", source, "field required");
  if (value === null) return valueError(source, "none is not an allowed value");
  const values = permittedValues(issue);
  if (values) return new Refusal(400, "enum", source, permitted(values));
  const field = String(issue.path.at(-1));
  if (field.endsWith("_at")) return new Refusal(400, "datetime", source, "invalid datetime format");
  if (field === "birthday") return new Refusal(400, "date", source, "invalid date format");
  return valueError(source, issue.message);
}

function withoutUnknownKeys(body: unknown, issues: Issue[]): unknown {
  const copy = structuredClone(body);
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    const held = valueAt(copy, issue.path) as Record<string, unknown>;
    for (const key of issue.keys) delete held[key];
  }
  return copy;
}

/**
 * Reads a body by a schema of the contract. Unknown fields are ignored, as the real API very probably does. The first broken
 * rule is answered; errors of shape come before rules that compare fields.
 */
export function validate<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  let parsed = schema.safeParse(body);
  if (parsed.error?.issues.some((issue) => issue.code === "unrecognized_keys")) {
    parsed = schema.safeParse(withoutUnknownKeys(body, parsed.error.issues));
  }
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const first = issues.find((issue) => !ruleOf(issue)) ?? issues[0];
  throw refuse(first as Issue, body);
}
