"use client";

import type { ReactNode } from "react";
import { CancelButton } from "@/components/cancel-button";
import { FooterRow, Sheet } from "@/components/sheet";
import type { Account } from "@/lib/auth/team";
import type { Failure } from "../action-failure";
import { FailureNotice } from "../failure-notice";

type AccountSheetProps = {
  /** What it is about, read before the name. */
  about: string;
  account: Pick<Account, "name" | "email">;
  busy: boolean;
  dirty?: boolean;
  failure: Failure | null;
  onClose: () => void;
  /** The button that does it. */
  action: ReactNode;
  children: ReactNode;
};

/** The sheet of what is done to a colleague's account. */
export function AccountSheet({ about, account, busy, dirty, failure, onClose, action, children }: AccountSheetProps) {
  return (
    <Sheet
      title={
        <>
          {about} <bdi>{account.name}</bdi>
        </>
      }
      subtitle={<bdi>{account.email}</bdi>}
      busy={busy}
      dirty={dirty}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={onClose} />
          {action}
        </FooterRow>
      }
    >
      {children}
      <FailureNotice failure={failure} />
    </Sheet>
  );
}
