"use client";

import { Checkbox } from "@/components/checkbox";
import { ConfirmByTyping } from "@/components/confirm-by-typing";

type ConfirmationProps = {
  sandbox: boolean;
  word: string;
  confirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
};

/** Production asks for the customer's id, typed; Sandbox for a tick. */
export function Confirmation({ sandbox, word, confirmed, onConfirm }: ConfirmationProps) {
  if (!sandbox) return <ConfirmByTyping word={word} onMatch={onConfirm} />;
  return (
    <Checkbox
      label="I have checked what will be recorded in Sandbox"
      checked={confirmed}
      onChange={(event) => onConfirm(event.target.checked)}
    />
  );
}
