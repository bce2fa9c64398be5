import type { Ratio } from "./statistics";

/** One line of the last table: what was measured, what came out, and what was hoped for. */
export type Figure = { what: string; figure: string; target: string; met: boolean | null };

export function printTable(title: string, head: string[], rows: string[][]): void {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  console.log(`\n${title}`);
  console.log(line(head));
  console.log(widths.map((width) => "-".repeat(width)).join("  "));
  for (const row of rows) console.log(line(row));
}

export function printSummary(figures: Figure[]): void {
  const say = (met: boolean | null) => (met === null ? "" : met ? "met" : "MISSED");
  printTable(
    "Summary",
    ["", "figure", "target", ""],
    figures.map(({ what, figure, target, met }) => [what, figure, target, say(met)]),
  );
}

export const ms = (value: number) => `${value.toFixed(1)} ms`;
export const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
export const times = (value: number) => `${value.toFixed(2)}x`;
export const spread = ({ low, high }: Ratio) => `${low.toFixed(2)} - ${high.toFixed(2)}`;

export const atMost = (what: string, { ratio }: { ratio: number }, limit: number): Figure => ({
  what,
  figure: times(ratio),
  target: `<= ${limit}x`,
  met: ratio <= limit,
});

export const atLeast = (what: string, { ratio }: { ratio: number }, limit: number): Figure => ({
  what,
  figure: times(ratio),
  target: `>= ${limit}x`,
  met: ratio >= limit,
});
