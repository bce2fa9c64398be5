"use client";

import type { ReactNode } from "react";
import { Notice } from "@/components/notice";
import { type Failure, isOutOfDate, saysWho } from "./action-failure";
import { OpenAnew } from "./open-anew";
import { SameUnconfirmed } from "./same-unconfirmed";
import { SignInHere } from "./sign-in-here";

type FailureNoticeProps = {
  failure: Failure | null | undefined;
  /** What did not happen. */
  title?: string;
  actions?: ReactNode;
};

/** What became of what a form asked for, over the form as it stands; with the way to sign in again when that is missing. */
export function FailureNotice({ failure, title = "Not done", actions }: FailureNoticeProps) {
  if (!failure) return null;
  const unknown = failure.outcome === "unknown";
  return (
    <Notice
      live
      tone={unknown ? "unknown" : "warning"}
      title={unknown ? "Not confirmed" : title}
      actions={saysWho(failure) ? <SignInHere /> : isOutOfDate(failure) ? <OpenAnew /> : actions}
    >
      <p>{failure.message}</p>
      <SameUnconfirmed same={failure.same} />
    </Notice>
  );
}
