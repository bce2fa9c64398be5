import { PageLink } from "@/components/page-link";
import { Time } from "@/components/time";
import { customerName } from "@/lib/access/words";
import type { Act } from "@/lib/emergency/list-acts";
import { nameOperation } from "@/lib/operations/describe-request";
import { OperationStatus } from "../operation-status";

/** What was changed under one use, each leading to all its events in the record. `all`: how many there are. */
export function Acts({ acts, all, elevationId }: { acts: Act[]; all: number; elevationId: string }) {
  if (all === 0) return <p className="text-ink-soft">Nothing was done to customers under it.</p>;
  return (
    <section aria-label="Done under it" className="space-y-1.5">
      <h3 className="font-semibold">Done under it</h3>
      <ul className="divide-y divide-line border-y border-line">
        {acts.map((act) => (
          <li key={act.id} className="flex flex-wrap items-baseline gap-x-2 py-1.5">
            <PageLink href={`/activity/record?operation=${act.id}`} className="link">
              {nameOperation({ ...act, kind: null })}
            </PageLink>
            <bdi className="min-w-0 break-all">{customerName(act.customerUserId, act.profileId)}</bdi>
            <OperationStatus state={act.state} attempts={act.attempts} />
            <span className="text-sm text-ink-soft">
              <Time at={act.at} />
            </span>
          </li>
        ))}
      </ul>
      {all > acts.length && (
        <PageLink href={`/activity?emergency=${elevationId}`} className="link">
          All {all} changes
        </PageLink>
      )}
    </section>
  );
}
