"use client";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { Time } from "@/components/time";
import type { Answer } from "@/lib/access/facts";

type AfterPaidProps = { startsAt: number | undefined; renews: Answer | undefined; onCancel: () => void };

const then = {
  true: "It renews then: from that day both run side by side.",
  false: "Its auto-renew is off: the comp takes over.",
  cannot_tell: "If it renews, both run side by side.",
};

/** Says that the comp waits for the paid period, and takes it back. */
export function AfterPaid({ startsAt, renews = "cannot_tell", onCancel }: AfterPaidProps) {
  if (startsAt === undefined) return null;
  return (
    <Notice
      live
      tone="info"
      title="Starts when the paid period ends"
      actions={
        <Button size="sm" onClick={onCancel}>
          Start now instead
        </Button>
      }
    >
      <p>
        Access only, from <Time at={startsAt} /> on. Until then Adapty shows the paid period. {then[`${renews}`]}
      </p>
    </Notice>
  );
}
