"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy";
import { Notice } from "@/components/notice";
import { FooterRow, Sheet } from "@/components/sheet";
import { Time } from "@/components/time";

type OneTimeLinkProps = {
  subtitle: ReactNode;
  link: string;
  expiresAt: string;
  /** "the invitation link" */
  what: string;
  /** What whoever opens it gets: completes "whoever opens it first ...". */
  gets: string;
  lost: string;
  onClose: () => void;
};

/** A link, shown this once: the database keeps no more than its hash. */
export function OneTimeLink({ subtitle, link, expiresAt, what, gets, lost, onClose }: OneTimeLinkProps) {
  return (
    <Sheet
      title="The link is ready"
      subtitle={subtitle}
      onClose={onClose}
      footer={
        <FooterRow>
          <Button onClick={onClose}>Done</Button>
        </FooterRow>
      }
    >
      <div className="space-y-5">
        <Notice live tone="info" title="Copy it now: it is not shown again">
          <p>Send it to them yourself, in a way that only they can read: whoever opens it first {gets}.</p>
        </Notice>
        <p className="rounded-md bg-sunken px-3 py-2 font-mono text-sm break-all">{link}</p>
        <CopyButton text={link} what={what} label="Copy the link" />
        <p>
          It works once, until <Time at={expiresAt} />. {lost}
        </p>
      </div>
    </Sheet>
  );
}
