import type { ReactNode } from "react";
import type { Tone } from "./tone";

export type Column = { label: string; align?: "end"; hidden?: boolean };

type TableProps = {
  /** Read by screen readers; the section's heading says it to the eye. */
  caption: string;
  columns: Column[];
  /** Rows of the whole list, when only some of them are drawn. */
  rowCount?: number;
  children: ReactNode;
};

/** Dense, with hairlines. Where its own place is narrow the rows stack and each value carries its column's name. */
export function Table({ caption, columns, rowCount, children }: TableProps) {
  return (
    <div className="@container">
      <table aria-rowcount={rowCount} className="w-full border-y border-line text-left @max-xl:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="@max-xl:sr-only">
          <tr>
            {columns.map(({ label, align, hidden }) => (
              <th
                key={label}
                scope="col"
                className={`border-b border-line px-3 py-2 text-sm font-medium text-ink-soft ${align ? "text-right" : ""}`}
              >
                {hidden ? <span className="sr-only">{label}</span> : label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="@max-xl:block">{children}</tbody>
      </table>
    </div>
  );
}

type RowProps = {
  tone?: Tone;
  /** Sandbox rows are hatched and muted. */
  sandbox?: boolean;
  /** An anchor that other places can point at. */
  id?: string;
  index?: number;
  children: ReactNode;
};

export function Row({ tone, sandbox, id, index, children }: RowProps) {
  return (
    <tr
      id={id}
      aria-rowindex={index}
      data-tone={tone}
      className={`row${tone ? " row-tone" : ""}${sandbox ? " hatched text-ink-soft" : ""}`}
    >
      {children}
    </tr>
  );
}

type CellProps = {
  /** Repeats the column's name for narrow places. */
  label: string;
  align?: "end";
  /** For short names. */
  nowrap?: boolean;
  /** Leaves room for any ordinary word, where the cells beside it would take that too. */
  words?: boolean;
  /** The quieter second line. */
  note?: ReactNode;
  children: ReactNode;
};

export function Cell({ label, align, nowrap, words, note, children }: CellProps) {
  return (
    <td data-label={label} className={align ? "cell @xl:text-right" : "cell"}>
      <div className={`wrap-anywhere ${words ? "@2xl:min-w-28" : "min-w-0"}`}>
        {nowrap ? <span className="@xl:whitespace-nowrap @xl:[overflow-wrap:normal]">{children}</span> : children}
        {note && <div className="text-sm text-ink-soft">{note}</div>}
      </div>
    </td>
  );
}
