"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { FooterRow, Sheet } from "@/components/sheet";
import type { Account } from "@/lib/auth/team";
import { makeNewPasswordLink } from "./actions";
import { FailureNotice } from "./failure-notice";
import { OneTimeLink } from "./one-time-link";
import { useTeamAction } from "./use-team-action";

/** For a colleague who forgot theirs: a link by which they choose a new password. */
export function PasswordSheet({ account: { id, name, email }, onClose }: { account: Account; onClose: () => void }) {
  const { busy, failure, send } = useTeamAction(makeNewPasswordLink);
  const [made, setMade] = useState<{ link: string; expiresAt: string } | null>(null);
  const make = async () => {
    const result = await send({ id });
    if (result.ok) setMade(result.data);
  };
  if (made) {
    return (
      <OneTimeLink
        subtitle={
          <>
            A new password for <bdi>{email}</bdi>
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
    <Sheet
      title={
        <>
          New password for <bdi>{name}</bdi>
        </>
      }
      subtitle={<bdi>{email}</bdi>}
      busy={busy}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={onClose} />
          <Button kind="primary" busy={busy} onClick={make}>
            Make a new-password link
          </Button>
        </FooterRow>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5">
        <li>You get a link to send them. It works once, for 24 hours, and replaces any older one.</li>
        <li>They choose the password; you never learn it.</li>
        <li>Once they have, they are signed out everywhere. Until then their present password works.</li>
      </ul>
      <FailureNotice failure={failure} />
    </Sheet>
  );
}
