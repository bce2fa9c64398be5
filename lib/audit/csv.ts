/**
 * Before what a spreadsheet would run, also after signs that it skips; full-width forms are run where the keyboard is Japanese.
 * Where its list separator is another than the comma it ends cells within ours, too, and lines, whatever quotes are around them.
 */
const RUNS = /(?<=^|[;|\t\n]|\r(?!\n))(?=[\s\p{Cf}\0"]*[=+\-@＝＋－＠]|[\t\0])|(?<=^|[;|\t])(?=[\r\n])/gu;
const NEEDS_QUOTES = /[",\r\n]/;

/** One cell: a single quote stands before what a spreadsheet would run. Sources: RFC 4180, OWASP CSV Injection. */
function toCell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = text.replace(RUNS, "'");
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of CSV with its line break. */
export const toCsvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(toCell).join(",")}\r\n`;
