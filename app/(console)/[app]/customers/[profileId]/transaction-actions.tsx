"use client";

import { Button } from "@/components/button";
import { CodeId } from "@/components/code-id";

type TransactionActionsProps = {
  reason: string | undefined;
  /** The transaction's id, so that a screen reader can tell the buttons apart. */
  name: string;
  onCorrect: () => void;
  onRenewal?: () => void;
};

export function TransactionActions({ reason, name, onCorrect, onRenewal }: TransactionActionsProps) {
  return (
    <span className="-ml-2 inline-flex gap-1 whitespace-nowrap">
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

export function TransactionId({ id }: { id: string | null | undefined }) {
  if (!id) return <span className="text-ink-faint">not provided</span>;
  return <CodeId id={id} what="transaction id" keep={[5, 6]} />;
}
