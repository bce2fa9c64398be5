"use client";

import { Notice } from "@/components/notice";
import type { Failure } from "./action-failure";
import { SignInTab } from "./sign-in-tab";

export function FailureNotice({ failure }: { failure: Failure | null }) {
  if (!failure) return null;
  const unknown = failure.outcome === "unknown";
  return (
    <Notice live tone={unknown ? "unknown" : "warning"} title={unknown ? "Not confirmed" : "Not done"}>
      <p>{failure.message}</p>
      {failure.code === "signed_out" && <SignInTab />}
    </Notice>
  );
}
