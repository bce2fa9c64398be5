"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { FooterRow } from "@/components/sheet";
import { TextInput } from "@/components/text-input";
import { confirmIdentity } from "./confirm-identity";

type ConfirmDialogProps = { account: { email: string; oneClick: boolean }; onClose: (confirmed: boolean) => void };

/** Asks for the password again; a practice account, which has none, for one press. */
export function ConfirmDialog({ account: { email, oneClick }, onClose }: ConfirmDialogProps) {
  const formId = useId();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    const result = await confirmIdentity(oneClick ? null : password);
    setBusy(false);
    if (result.ok) return onClose(true);
    setFailure(result.message);
    document.querySelector<HTMLInputElement>(`[id="${formId}"] input[type=password]`)?.select();
  };
  return (
    <Dialog
      title="Confirm that it is you"
      busy={busy}
      onClose={() => onClose(false)}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={() => onClose(false)} />
          <Button
            type="submit"
            form={formId}
            kind="primary"
            busy={busy}
            disabledReason={oneClick || password !== "" ? undefined : "Enter your password first"}
          >
            Confirm and go on
          </Button>
        </FooterRow>
      }
    >
      <form id={formId} onSubmit={confirm} noValidate className="space-y-4">
        <p className="text-ink-soft">
          {oneClick
            ? "This asks for the password again after 5 minutes. A practice account has none: confirming is enough."
            : "This asks for your password again after 5 minutes. What you entered stays as it is."}
        </p>
        {!oneClick && (
          <>
            <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
            <Field label="Your password" error={failure}>
              <TextInput
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            </Field>
          </>
        )}
        {oneClick && failure && (
          <Notice live tone="warning" title="Not confirmed">
            {failure}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
