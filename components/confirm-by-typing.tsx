"use client";

import { useState } from "react";
import { Field } from "./field";
import { TextInput } from "./text-input";

type ConfirmByTypingProps = { word: string; onMatch: (matches: boolean) => void };

/** For what cannot be undone: the word (an id, a name) must be typed exactly before the button beside it may unlock. */
export function ConfirmByTyping({ word, onMatch }: ConfirmByTypingProps) {
  const [typed, setTyped] = useState("");
  const change = (next: string) => {
    setTyped(next);
    onMatch(next === word);
  };
  return (
    <Field
      label={
        <>
          Type <code className="break-all font-mono font-semibold">{word}</code> to confirm
        </>
      }
    >
      <TextInput mono data-first="" value={typed} onChange={(event) => change(event.target.value)} />
    </Field>
  );
}
