"use client";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { Time } from "@/components/time";

type AfterPaidProps = { startsAt: number | undefined; onCancel: () => void };

/** Says that the comp waits for the paid period, and takes it back. */
export function AfterPaid({ startsAt, onCancel }: AfterPaidProps) {
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
        Access only, from <Time at={startsAt} /> on. Until then Adapty shows the paid period. If that renews, both run
        side by side.
      </p>
    </Notice>
  );
}
