"use client";

import { Notice } from "@/components/notice";
import type { TransactionDraft } from "./draft";
import { hasField, labels } from "./labels";

type ProblemListProps = {
  kind: TransactionDraft["purchase_type"];
  problems: { field: string; message: string }[];
  onGo: (field: string) => void;
};

/** After a try: everything that keeps the form from being sent, each with the way to its field. */
export function ProblemList({ kind, problems, onGo }: ProblemListProps) {
  const count = problems.length === 1 ? "One field needs" : `${problems.length} fields need`;
  return (
    <Notice tone="wrong" title={`${count} a look. Nothing was sent.`}>
      <ul className="space-y-1">
        {problems.map(({ field, message }) => (
          <li key={field}>
            {hasField(kind, field) ? (
              <button type="button" className="link text-left" onClick={() => onGo(field)}>
                {labels[field]}
              </button>
            ) : (
              field
            )}
            {`: ${message}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
