"use client";

import { Notice } from "@/components/notice";
import { type FieldName, labels } from "./labels";

type ProblemListProps = {
  problems: { field: FieldName; message: string }[];
  onGo: (field: FieldName) => void;
};

/** After a try: everything that keeps the form from being sent, each with the way to its field. */
export function ProblemList({ problems, onGo }: ProblemListProps) {
  const count = problems.length === 1 ? "One field needs" : `${problems.length} fields need`;
  return (
    <Notice tone="wrong" title={`${count} a look before this can be sent`}>
      <ul className="space-y-1">
        {problems.map(({ field, message }) => (
          <li key={field}>
            <button type="button" className="link text-left" onClick={() => onGo(field)}>
              {labels[field]}
            </button>
            {`: ${message}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
