"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import type { Account } from "@/lib/auth/team";
import { useRefreshingAction } from "../use-refreshing-action";
import { AccountSheet } from "./account-sheet";
import { makeNewPasswordLink } from "./actions";
import { OneTimeLink } from "./one-time-link";

type PasswordSheetProps = { account: Account; sso: boolean; onClose: () => void };

/** For a colleague who forgot theirs: a link by which they choose a new password. `sso`: people sign in here by single sign-on, too. */
export function PasswordSheet({ account, sso, onClose }: PasswordSheetProps) {
  const { busy, failure, send } = useRefreshingAction(makeNewPasswordLink);
  const [made, setMade] = useState<{ link: string; expiresAt: string } | null>(null);
  const make = async () => {
    const result = await send({ id: account.id });
    if (result.ok) setMade(result.data);
  };
  if (made) {
    return (
      <OneTimeLink
        subtitle={
          <>
            A new password for <bdi>{account.email}</bdi>
          </>
        }
        {...made}
        what="the new-password link"
        gets="chooses the password"
        lost="Lost it? Make another: it replaces this one."
        onClose={onClose}
      />
    );
  }
  return (
    <AccountSheet
      about="New password for"
      account={account}
      busy={busy}
      failure={failure}
      onClose={onClose}
      action={
        <Button kind="primary" busy={busy} onClick={make}>
          Make a new-password link
        </Button>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5">
        <li>You get a link to send them. It works once, for 24 hours, and replaces any older one.</li>
        <li>They choose the password; you never learn it.</li>
        <li>Once they have, they are signed out everywhere. Until then their present password works.</li>
        {sso && <li>Single sign-on then lets them in no longer, until they connect it again under Your account.</li>}
      </ul>
    </AccountSheet>
  );
}
