"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { FooterRow } from "@/components/sheet";
import { TextInput } from "@/components/text-input";
import { CodeField } from "./code-field";
import { ConfirmElsewhere } from "./confirm-elsewhere";
import { confirmIdentity } from "./confirm-identity";
import { FailureNotice } from "./failure-notice";
import type { StepUpAccount } from "./step-up";

type ConfirmDialogProps = { account: StepUpAccount; onClose: (confirmed: boolean) => void };

/**
 * Asks for the password again, and for a code of the second factor, or for a sign-in at the provider; a practice account, which
 * has none of them, for one press.
 */
export function ConfirmDialog({ account: { email, oneClick, factor, ways }, onClose }: ConfirmDialogProps) {
  const byPassword = !oneClick && (ways.password || !ways.sso);
  const elsewhere = !oneClick && !byPassword;
  const formId = useId();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ code: string; message: string }>();
  const [asksCode, setAsksCode] = useState(factor);
  const ofCode = failure?.code.startsWith("code_") ?? false;
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (elsewhere) return onClose(true);
    setBusy(true);
    setFailure(undefined);
    const result = await confirmIdentity({ password: oneClick ? null : password, ...(asksCode && { code }) });
    setBusy(false);
    if (result.ok) return onClose(true);
    setFailure(result);
    // It may have been turned on in another tab since this page was loaded.
    const isOfCode = result.code.startsWith("code_");
    if (isOfCode) setAsksCode(true);
    const field = isOfCode ? "input[name=code]" : "input[type=password]";
    document.querySelector<HTMLInputElement>(`[id="${formId}"] ${field}`)?.select();
  };
  const codeField = asksCode && (
    <CodeField value={code} error={ofCode ? failure?.message : undefined} onChange={setCode} />
  );
  const given = !byPassword || (password !== "" && (!asksCode || code !== ""));
  const whyNot = given ? undefined : `Enter your password${asksCode ? " and a code" : ""} first`;
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
            kind={elsewhere ? "plain" : "primary"}
            busy={busy}
            disabledReason={whyNot}
          >
            {elsewhere ? "I have confirmed, go on" : "Confirm and go on"}
          </Button>
        </FooterRow>
      }
    >
      <form id={formId} onSubmit={confirm} noValidate className="space-y-4">
        <p className="text-ink-soft">
          {oneClick
            ? "This asks for the password again after 5 minutes. A practice account has none: confirming is enough."
            : `This asks for your ${elsewhere ? "sign-in" : "password"}${asksCode ? " and a new code" : ""} again after 5 minutes. What you entered stays as it is.`}
        </p>
        {byPassword && (
          <>
            <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
            <Field label="Your password" error={ofCode ? undefined : failure?.message}>
              <TextInput
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            </Field>
            {codeField}
          </>
        )}
        {oneClick && failure && <FailureNotice failure={{ outcome: "not_sent", ...failure }} title="Not confirmed" />}
      </form>
      {ways.sso && !oneClick && (
        <div className="pt-4">
          <ConfirmElsewhere
            sso={ways.sso}
            code={asksCode ? code : undefined}
            codeField={elsewhere && codeField}
            onConfirmed={() => onClose(true)}
            onCodeNeeded={() => setAsksCode(true)}
          />
        </div>
      )}
    </Dialog>
  );
}
