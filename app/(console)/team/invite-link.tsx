"use client";

import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy";
import { Notice } from "@/components/notice";
import { FooterRow, Sheet } from "@/components/sheet";
import { Time } from "@/components/time";
import { aRole, type Role } from "@/lib/auth/permissions";

export type Made = { email: string; role: Role; link: string; expiresAt: string };

/** The link, shown this once: the database keeps no more than its hash. */
export function InviteLink({ made: { email, role, link, expiresAt }, onClose }: { made: Made; onClose: () => void }) {
  return (
    <Sheet
      title="The link is ready"
      subtitle={
        <>
          For <bdi>{email}</bdi> as {aRole(role)}
        </>
      }
      onClose={onClose}
      footer={
        <FooterRow>
          <Button onClick={onClose}>Done</Button>
        </FooterRow>
      }
    >
      <div className="space-y-5">
        <Notice live tone="info" title="Copy it now: it is not shown again">
          <p>Send it to them yourself, in a way that only they can read: whoever opens it first gets the account.</p>
        </Notice>
        <p className="rounded-md bg-sunken px-3 py-2 font-mono text-sm break-all">{link}</p>
        <CopyButton text={link} what="the invitation link" label="Copy the link" />
        <p>
          It works once, until <Time at={expiresAt} />. Lost it? Invite the same e-mail again: the new link replaces
          this one.
        </p>
      </div>
    </Sheet>
  );
}
