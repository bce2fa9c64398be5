"use client";

import { useEffect } from "react";
import { SSO_CHANNEL, type SsoMessage } from "@/lib/sso/channel";

/** Lets the tab that waits for it go on by itself. */
export function TellOtherTab({ what }: { what: SsoMessage }) {
  useEffect(() => {
    const channel = new BroadcastChannel(SSO_CHANNEL);
    channel.postMessage(what);
    return () => channel.close();
  }, [what]);
  return null;
}
