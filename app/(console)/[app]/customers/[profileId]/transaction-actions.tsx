"use client";

import { Button } from "@/components/button";

type TransactionActionsProps = {
  reason: string | undefined;
  /** The transaction's id, so that a screen reader can tell the buttons apart. */
  name: string;
  onCorrect: () => void;
  onRenewal?: () => void;
};

export function TransactionActions({ reason, name, onCorrect, onRenewal }: TransactionActionsProps) {
  return (
    <span className="inline-flex flex-col items-end gap-1 whitespace-nowrap @max-xl:flex-row">
      <Button size="sm" kind="quiet" disabledReason={reason} onClick={onCorrect}>
        Correct<span className="sr-only"> this transaction {name}</span>
      </Button>
      {onRenewal && (
        <Button size="sm" kind="quiet" disabledReason={reason} onClick={onRenewal}>
          Add renewal<span className="sr-only"> to {name}</span>
        </Button>
      )}
    </span>
  );
}
