"use client";

import { useClock } from "@/components/clock";
import { Notice } from "@/components/notice";
import { PageLink } from "@/components/page-link";
import { Sentence } from "@/components/sentence";
import { sayRelative } from "@/components/time-format";
import type { WaitingRequest } from "@/lib/customers/customer-page";

type WaitingRequestsProps = { waiting: WaitingRequest[]; mayOpen: boolean };

/** What was asked for and waits for a second person, before anybody asks for it again. */
export function WaitingRequests({ waiting, mayOpen }: WaitingRequestsProps) {
  const { now } = useClock();
  return (
    <div className="pb-6">
      <Notice tone="info" title="Waiting for approval">
        <ul className="space-y-1">
          {waiting.map(({ id, title, said, by, at }) => (
            <li key={id} className="break-words">
              {mayOpen ? (
                <PageLink href={`/approvals/${id}`} className="link">
                  {title}
                </PageLink>
              ) : (
                title
              )}
              : <Sentence parts={said} />, asked by <bdi>{by}</bdi> {sayRelative(Math.min(Date.parse(at), now), now)}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
