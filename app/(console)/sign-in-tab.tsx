"use client";

import { buttonClass } from "@/components/button-class";
import { signInPath } from "@/lib/auth/next-path";
import { CLOSE_TAB } from "@/lib/sso/refused-path";
import { useOwnId } from "./step-up";

/** Leads to sign-in in a tab of its own, so that what is filled in here stays; that tab says whether it is still the same person. */
export function SignInTab() {
  const path = signInPath(`${CLOSE_TAB}?${new URLSearchParams({ was: useOwnId() })}`);
  return (
    <a href={path} target="_blank" rel="noopener" className={buttonClass("plain", "sm")}>
      Sign in again (opens a new tab)
    </a>
  );
}
