"use client";

import { useEffect } from "react";
import { SsoForm } from "@/components/sso-form";
import { SSO_CHANNEL } from "@/lib/sso/channel";

/** Confirms at the provider of single sign-on, in a tab of its own, and hears from that tab when it is done. */
export function ConfirmElsewhere({ sso, onConfirmed }: { sso: string; onConfirmed: () => void }) {
  useEffect(() => {
    const channel = new BroadcastChannel(SSO_CHANNEL);
    channel.onmessage = onConfirmed;
    return () => channel.close();
  }, [onConfirmed]);
  return (
    <SsoForm newTab primary fields={{ purpose: "confirm" }}>
      Confirm with {sso} (opens a new tab)
    </SsoForm>
  );
}
