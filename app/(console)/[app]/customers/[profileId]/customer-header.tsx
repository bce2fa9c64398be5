"use client";

import type { ReactNode } from "react";
import { useClock } from "@/components/clock";
import { CodeId } from "@/components/code-id";
import { Icon } from "@/components/icon";
import { PageHeader } from "@/components/page-header";
import { sayHour } from "@/components/time-format";
import type { CustomerView } from "@/lib/access/view";
import { showSigns } from "@/lib/access/words";
import { readClock } from "@/lib/clock/wall-clock";

type CustomerHeaderProps = { view: CustomerView; refreshing: boolean; onRefresh: () => void; actions: ReactNode };

/** Who this is: the name a person would use, every id with a copy button, and how old the picture is. */
export function CustomerHeader({ view, refreshing, onRefresh, actions }: CustomerHeaderProps) {
  const { timeZone } = useClock();
  const { hour, minute, zone } = readClock(view.readAt, timeZone);
  return (
    <PageHeader
      title={showSigns(view.customerUserId ?? "Anonymous customer")}
      facts={
        <>
          {view.customerUserId !== null && (
            <span className="inline-flex items-center gap-1.5">
              Customer user id <CodeId id={view.customerUserId} what="customer user id" keep={[16, 6]} />
            </span>
          )}
          <span className="inline-flex items-center gap-1.5">
            Profile <CodeId id={view.profileId} what="profile id" />
          </span>
          <span className="inline-flex items-center gap-1.5 tabular-nums">
            as of {sayHour(hour, minute)} {zone}
            <button
              type="button"
              onClick={onRefresh}
              aria-busy={refreshing}
              className="link inline-flex min-h-6 items-center gap-1 text-ink-soft"
            >
              <Icon name="refresh-cw" className={`size-3.5 ${refreshing ? "animate-turn" : ""}`} />
              Refresh
            </button>
          </span>
        </>
      }
      actions={actions}
    />
  );
}
