"use client";

import { useState } from "react";
import { Field } from "@/components/field";
import { TextInput } from "@/components/text-input";

type CodeFieldProps = { value: string; error: string | undefined; onChange: (code: string) => void };

/** A code of the second factor: of the app, or one of the recovery codes, which a keyboard of digits cannot type. */
export function CodeField({ value, error, onChange }: CodeFieldProps) {
  const [recovery, setRecovery] = useState(false);
  const change = () => {
    setRecovery(!recovery);
    onChange("");
  };
  return (
    <div className="space-y-1.5">
      <Field label={recovery ? "Recovery code" : "Code from your app"} error={error}>
        <TextInput
          key={String(recovery)}
          name="code"
          mono={recovery}
          inputMode={recovery ? "text" : "numeric"}
          autoComplete={recovery ? "off" : "one-time-code"}
          maxLength={60}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <button type="button" className="link min-h-6 text-sm" onClick={change}>
        {recovery ? "Use a code from your app" : "Use a recovery code"}
      </button>
    </div>
  );
}
