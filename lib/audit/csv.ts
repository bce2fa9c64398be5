/** What a spreadsheet would run, also after signs that it skips; full-width forms are run where the keyboard is Japanese. */
const RUNS = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const NEEDS_QUOTES = /[",\r\n]/;

/** One cell: text that a spreadsheet would run starts with a single quote. Sources: RFC 4180, OWASP CSV Injection. */
function toCell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = RUNS.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of CSV with its line break. */
export const toCsvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(toCell).join(",")}\r\n`;
