"use client";

import { Suspense, useState } from "react";
import { Button } from "@/components/button";
import { profileLabels, sayProfileField } from "@/lib/access/profile-labels";
import type { MaskedField } from "@/lib/customers/masked";
import type { Reason } from "@/lib/settings/reasons";
import { lazyPart } from "../lazy-part";

/** Asked of few, and seldom: its code arrives when it is. */
const RevealDialog = lazyPart(() => import("./reveal-dialog").then(({ RevealDialog }) => RevealDialog));

/** Which value: what this operation set, or without one what was last set from here. */
export type Masked = { app: string; profileId: string; field: MaskedField; operationId?: string };

/** What was pressed is gone by then: whoever went there by keyboard or ear goes on at what it showed. */
const goThere = (shown: HTMLElement | null) => shown?.focus();

/** In place of a value that is masked: the way to it, which asks why and is recorded. */
export function RevealValue({ masked, reasons }: { masked: Masked; reasons: Reason[] }) {
  const [asking, setAsking] = useState(false);
  const [value, setValue] = useState<string>();
  if (value !== undefined) {
    return (
      <p role="status" ref={goThere} tabIndex={-1} className="outline-none">
        {profileLabels[masked.field]}: <bdi className="break-words font-medium text-ink">{value}</bdi>
      </p>
    );
  }
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Reveal {sayProfileField(masked.field)}
      </Button>
      {asking && (
        <Suspense>
          <RevealDialog
            masked={masked}
            reasons={reasons}
            onClose={(revealed) => {
              setAsking(false);
              setValue(revealed);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
