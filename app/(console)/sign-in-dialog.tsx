"use client";

import { type FormEvent, useEffect, useEffectEvent, useId, useState } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { FooterRow } from "@/components/sheet";
import { SsoForm } from "@/components/sso-form";
import { TextInput } from "@/components/text-input";
import { useToast } from "@/components/toast";
import { sayCodesLeft } from "@/lib/auth/factor/say-codes-left";
import { practiceAgents } from "@/lib/auth/practice-agents";
import { SSO_CHANNEL, type SsoMessage } from "@/lib/sso/channel";
import { CLOSE_TAB } from "@/lib/sso/close-tab";
import { CodeField } from "./code-field";
import { sendSignIn } from "./send-sign-in";
import type { StepUpAccount } from "./step-up";

type SignInDialogProps = {
  account: StepUpAccount;
  /** The e-mail of somebody else who signed in meanwhile. */
  other: string | null;
  onOther: (email: string | null) => void;
  onClose: (signedIn: boolean) => void;
};

/** The sign-in of the account that opened this page, and of no other: in two steps where it has a second factor. */
export function SignInDialog({ account, other, onOther, onClose }: SignInDialogProps) {
  const { id, email, oneClick, ways } = account;
  const practice = practiceAgents.find((agent) => agent.id === id);
  const byPassword = !oneClick && (ways.password || !ways.sso);
  const formId = useId();
  const [step, setStep] = useState<"start" | "code">("start");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const toast = useToast();
  const finish = () => {
    onOther(null);
    onClose(true);
  };
  const hear = useEffectEvent((message: SsoMessage) => {
    if (typeof message !== "object") return;
    if (message.signedIn.id === id) finish();
    else onOther(message.signedIn.email);
  });
  useEffect(() => {
    const channel = new BroadcastChannel(SSO_CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<SsoMessage>) => hear(data);
    return () => channel.close();
  }, []);
  const post = () => {
    if (practice) return sendSignIn("practice", { role: practice.role });
    return step === "code" ? sendSignIn("code", { code }) : sendSignIn("sign-in", { email, password });
  };
  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    const answer = await post();
    setBusy(false);
    if ("step" in answer && answer.step === "done") {
      if (answer.codesLeft === undefined) return finish();
      toast({ outcome: "done", title: "Signed in with a recovery code.", text: sayCodesLeft(answer.codesLeft) });
      return finish();
    }
    if ("step" in answer) return setStep("code");
    setFailure(answer.error.message);
    if (answer.error.code === "late") setStep("start");
    setCode("");
    document.querySelector<HTMLInputElement>(`[id="${formId}"] input:not([type=hidden])`)?.select();
  };
  const typed = step === "code" ? code : password;
  return (
    <Dialog
      title="Sign in again"
      busy={busy}
      onClose={() => onClose(false)}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={() => onClose(false)} />
          {(oneClick || byPassword) && (
            <Button
              type="submit"
              form={formId}
              kind="primary"
              busy={busy}
              disabledReason={
                oneClick || typed !== "" ? undefined : `Enter ${step === "code" ? "a code" : "your password"} first`
              }
            >
              {practice ? `Continue as ${practice.name} (${practice.role})` : "Sign in"}
            </Button>
          )}
        </FooterRow>
      }
    >
      {other !== null && (
        <Notice live tone="warning" title="You are somebody else now">
          <p>
            This browser is signed in as <bdi>{other}</bdi>. Nothing is sent from this page as them: sign in as before,
            or close this and load the page anew.
          </p>
        </Notice>
      )}
      <form id={formId} onSubmit={signIn} noValidate className="space-y-4">
        <p className="text-ink-soft">
          As <bdi className="font-medium text-ink">{email}</bdi>, who opened this page. What you entered stays as it is,
          and nothing is sent yet.
        </p>
        {byPassword && step === "start" && (
          <>
            <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
            <Field label="Password" error={failure}>
              <TextInput
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            </Field>
          </>
        )}
        {byPassword && step === "code" && <CodeField value={code} error={failure} onChange={setCode} />}
        {oneClick && failure && <p role="alert">{failure}</p>}
      </form>
      {ways.sso && !oneClick && step === "start" && (
        <SsoForm opens="window" primary={!byPassword} fields={{ purpose: "sign_in", next: `${CLOSE_TAB}?was=${id}` }}>
          Sign in with {ways.sso} (opens a window)
        </SsoForm>
      )}
    </Dialog>
  );
}
