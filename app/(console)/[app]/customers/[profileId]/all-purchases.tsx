"use client";

import { useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { useClock } from "@/components/clock";
import { Notice } from "@/components/notice";
import { Skeleton } from "@/components/skeleton";
import { Table } from "@/components/table";
import { newestFirst } from "@/lib/access/chains";
import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import { PeriodRow } from "./chain-row";
import { purchasesQuery } from "./customer-query";
import { PurchaseRow, purchaseColumns } from "./purchase-row";
import type { TransactionStart } from "./sheet-props";

type AllPurchasesProps = {
  app: string;
  profileId: string;
  of: "subscriptions" | "purchases";
  transactionReason: string | undefined;
  onTransaction: (start: TransactionStart) => void;
};

const ROW_PX = 62;
const periodColumns = purchaseColumns.map((column) => (column.label === "Bought" ? { label: "Period" } : column));

/** Every purchase in one list of its own height; only the rows in sight are drawn, however many there are. */
export function AllPurchases({ app, profileId, of, ...actions }: AllPurchasesProps) {
  const { now } = useClock();
  const scroller = useRef<HTMLElement>(null);
  const query = useQuery(purchasesQuery(app, profileId));
  const entries = useMemo(
    () => newestFirst((query.data?.[of] ?? []) as (Subscription | NonSubscription)[], (entry) => entry.purchased_at),
    [query.data, of],
  );
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  if (query.error) {
    return (
      <Notice tone="wrong" title="The whole list could not be read">
        {query.error.message}
      </Notice>
    );
  }
  if (!query.data) return <Skeleton lines={4} />;
  const drawn = rows.getVirtualItems();
  const above = drawn[0]?.start ?? 0;
  const below = rows.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label="All, scrolling"
      className="mt-3 max-h-160 overflow-y-auto"
    >
      <div style={{ paddingTop: above, paddingBottom: below }}>
        <Table
          caption="Everything, newest first"
          columns={of === "purchases" ? purchaseColumns : periodColumns}
          rowCount={entries.length}
        >
          {drawn.map(({ index }) => {
            const entry = entries[index];
            if (!entry) return null;
            return of === "purchases" ? (
              <PurchaseRow key={index} purchase={entry as NonSubscription} {...actions} />
            ) : (
              <PeriodRow key={index} entry={entry as Subscription} now={now} earlier {...actions} />
            );
          })}
        </Table>
      </div>
    </section>
  );
}
