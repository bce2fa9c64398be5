"use client";

import { usePathname } from "next/navigation";
import { type ButtonSize, buttonClass } from "@/components/button-class";
import { signInPath } from "@/lib/auth/next-path";

/** Leads to sign-in and back to this page. */
export function SignInAgain({ size }: { size?: ButtonSize }) {
  return (
    <a href={signInPath(usePathname())} className={buttonClass("plain", size)}>
      Sign in again
    </a>
  );
}
