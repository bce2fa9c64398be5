"use client";

import { type ReactNode, useEffect } from "react";
import { SsoForm } from "@/components/sso-form";
import { SSO_CHANNEL, type SsoMessage } from "@/lib/sso/channel";

type ConfirmElsewhereProps = {
  sso: string;
  /** Of the second factor, where one is asked for, and where it is typed, unless that is beside the password. */
  code: string | undefined;
  codeField: ReactNode;
  onConfirmed: () => void;
  onCodeNeeded: () => void;
};

/** Confirms at the provider of single sign-on, in a tab of its own, and hears from that tab when it is done. */
export function ConfirmElsewhere({ sso, code, codeField, onConfirmed, onCodeNeeded }: ConfirmElsewhereProps) {
  useEffect(() => {
    const channel = new BroadcastChannel(SSO_CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<SsoMessage>) => {
      if (data === "code_needed") onCodeNeeded();
      if (data === "confirmed") onConfirmed();
    };
    return () => channel.close();
  }, [onConfirmed, onCodeNeeded]);
  return (
    <SsoForm
      opens="tab"
      primary
      fields={{ purpose: "confirm", ...(code !== undefined && !codeField && { code }) }}
      asked={codeField && <div className="pb-4">{codeField}</div>}
      disabledReason={code === "" ? "Enter a code first" : undefined}
    >
      Confirm with {sso} (opens a new tab)
    </SsoForm>
  );
}
