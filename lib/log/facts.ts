import { withoutValues } from "./without-values";

const texts = [
  "operation",
  "name",
  "app",
  "state",
  "code",
  "action",
  "elevation",
  "account",
  "role",
  "until",
  "method",
  "path",
  "route",
  "parts",
] as const;
const numbers = ["status", "tried", "attempts", "count", "first", "last", "operations", "requests", "ms"] as const;

/**
 * All that a line of the log may hold beside its sentence. What else is handed over is left out, and so is a value that is not
 * plain: no e-mail, name, note or body of a request can be one. `operation` is an operation's id, `name` its name; `fault` what
 * was thrown, told as lib/log/without-values lets it.
 */
export type Facts = { fault?: unknown } & { [Name in (typeof texts)[number]]?: string | undefined } & {
  [Name in (typeof numbers)[number]]?: number | undefined;
};

const names = new Set<string>(["fault", ...texts, ...numbers] satisfies (keyof Facts)[]);

const PLAIN = /^[\w.:/[\]-]{1,100}$/;
const CAUSES = 3;

type Thrown = { name?: unknown; code?: unknown; digest?: unknown; message?: unknown; cause?: unknown };
type Told = { name?: string; code?: string; digest?: string; says?: string; cause?: Told };

const plain = (text: unknown): string | undefined => (typeof text === "string" && PLAIN.test(text) ? text : undefined);

/** What was thrown, and what brought it about; `digest` is what a page names it by. Its trace stays out: it names where this machine keeps its files. */
function tellFault(thrown: unknown, left = CAUSES): Told {
  if (typeof thrown !== "object" || thrown === null) return { says: withoutValues(String(thrown)) };
  const { name, code, digest, message, cause } = thrown as Thrown;
  const [named, coded, digested] = [plain(name), plain(code), plain(digest)];
  return {
    ...(named !== undefined && { name: named }),
    ...(coded !== undefined && { code: coded }),
    ...(digested !== undefined && { digest: digested }),
    ...(typeof message === "string" && { says: withoutValues(message) }),
    ...(cause !== undefined && left > 0 && { cause: tellFault(cause, left - 1) }),
  };
}

function tell(name: string, value: unknown): unknown {
  if (name === "fault") return tellFault(value);
  if (typeof value === "number") return Number.isFinite(value) ? Math.round(value) : undefined;
  return plain(value) ?? "[left out]";
}

/** These facts as a line may hold them. */
export const tellFacts = (facts: Facts): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([name, value]) => names.has(name) && value !== undefined)
      .map(([name, value]) => [name, tell(name, value)]),
  );
