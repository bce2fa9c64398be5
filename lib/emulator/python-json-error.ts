class Found extends Error {
  constructor(
    readonly problem: string,
    readonly at: number,
  ) {
    super(problem);
  }
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /null|true|false|NaN|-?Infinity/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Where the match of a sticky pattern ends, or -1. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

const skip = (text: string, at: number) => endOf(SPACE, text, at);

function scanText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === '"') return at + 1;
    if (char < " ") throw new Found("Invalid control character at", at);
    if (char === "\\") {
      const end = endOf(ESCAPE, text, at);
      if (end === -1 && at + 1 >= text.length) break;
      if (end === -1 && text[at + 1] === "u") throw new Found("Invalid \\uXXXX escape", at + 1);
      if (end === -1) throw new Found("Invalid \\escape", at);
      at = end;
    } else at += 1;
  }
  throw new Found("Unterminated string starting at", start);
}

function scanItems(text: string, start: number, close: string, scanItem: (at: number) => number): number {
  let at = skip(text, start + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    at = skip(text, scanItem(at));
    if (text[at] === close) return at + 1;
    if (text[at] !== ",") throw new Found("Expecting ',' delimiter", at);
    at = skip(text, at + 1);
  }
}

function scanMember(text: string, at: number): number {
  if (text[at] !== '"') throw new Found("Expecting property name enclosed in double quotes", at);
  const colon = skip(text, scanText(text, at));
  if (text[colon] !== ":") throw new Found("Expecting ':' delimiter", colon);
  return scanValue(text, skip(text, colon + 1));
}

function scanValue(text: string, at: number): number {
  if (text[at] === '"') return scanText(text, at);
  if (text[at] === "{") return scanItems(text, at, "}", (item) => scanMember(text, item));
  if (text[at] === "[") return scanItems(text, at, "]", (item) => scanValue(text, item));
  const end = Math.max(endOf(NUMBER, text, at), endOf(WORD, text, at));
  if (end === -1) throw new Found("Expecting value", at);
  return end;
}

/** What Python's json module says of a text that is not JSON: "Expecting ',' delimiter: line 4 column 3 (char 67)". */
export function describeJsonError(text: string): string {
  const place = (problem: string, at: number) => {
    const before = text.slice(0, at);
    const line = before.split("\n").length;
    return `${problem}: line ${line} column ${at - before.lastIndexOf("\n")} (char ${at})`;
  };
  if (text.startsWith("\ufeff")) return place("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0);
  try {
    const end = skip(text, scanValue(text, skip(text, 0)));
    return place("Extra data", end);
  } catch (error) {
    return error instanceof Found ? place(error.problem, error.at) : place("Expecting value", 0);
  }
}
