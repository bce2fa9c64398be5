"use client";

import { useEffect, useRef } from "react";
import { Notice } from "@/components/notice";
import { type Change, NowAfter } from "@/components/now-after";
import type { Why } from "./build-update";
import { INSTALL_WARNING } from "./folded-parts";
import { listWords } from "./say-value";

/** `final`: what of it cannot be undone, in words. */
type ReviewStepProps = { changes: Change[]; why: Why; final: string[]; installation: boolean };

/** The second step: all that will be sent, in words. Nothing is sent before it was seen. */
export function ReviewStep({ changes, why, final, installation }: ReviewStepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <section aria-labelledby="review-heading" className="space-y-3">
        <h3 id="review-heading" ref={heading} tabIndex={-1} className="font-semibold outline-none">
          What will change
        </h3>
        {changes.length > 0 ? <NowAfter changes={changes} /> : <p>Nothing: Adapty already holds all of it.</p>}
        <p className="text-sm text-ink-soft">Everything else stays as it is.</p>
        {final.length > 0 && <p className="text-sm text-ink-soft">Cannot be undone from here: {listWords(final)}.</p>}
      </section>
      {installation && (
        <Notice tone="warning" title="May count as an install">
          {INSTALL_WARNING}
        </Notice>
      )}
      {(why.note || why.ticket) && (
        <section aria-label="Why" className="space-y-1">
          <p className="font-medium">Why, kept in the console only</p>
          {why.note && <p className="whitespace-pre-wrap break-words">{why.note}</p>}
          {why.ticket && (
            <p className="break-words text-ink-soft">
              Ticket <bdi>{why.ticket}</bdi>
            </p>
          )}
        </section>
      )}
    </>
  );
}
