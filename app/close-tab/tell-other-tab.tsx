"use client";

import { useEffect } from "react";
import { SSO_CHANNEL } from "@/lib/sso/channel";

/** Lets the tab that waits for it go on by itself. */
export function TellOtherTab() {
  useEffect(() => {
    const channel = new BroadcastChannel(SSO_CHANNEL);
    channel.postMessage("confirmed");
    return () => channel.close();
  }, []);
  return null;
}
