"use client";

import { useState } from "react";
import { useClock } from "@/components/clock";
import { Empty } from "@/components/empty";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { groupDigits } from "@/lib/access/group-digits";
import type { CustomerView } from "@/lib/access/view";
import { AllPurchases } from "./all-purchases-lazy";
import { ChainRow } from "./chain-row";
import { NotProvided } from "./not-provided";
import type { TransactionStart } from "./sheet-props";

type SubscriptionsProps = {
  view: CustomerView;
  transactionReason: string | undefined;
  onTransaction: (start: TransactionStart) => void;
};

const columns = [{ label: "Product" }, { label: "State" }, { label: "Period" }, { label: "Transaction" }];

/** Renewal chains, newest first: one row a chain, its earlier periods folded beneath. */
export function Subscriptions({ view, transactionReason, onTransaction }: SubscriptionsProps) {
  const { now } = useClock();
  const [all, setAll] = useState(false);
  const { chains, chainCount } = view;
  if (!chains) return <NotProvided title="Subscriptions" />;
  const shownPeriods = chains.reduce((sum, chain) => sum + chain.periods.length, 0);
  const periodCount = chains.reduce((sum, chain) => sum + chain.periodCount, 0);
  const more = chainCount > chains.length || periodCount > shownPeriods;
  return (
    <Section
      title="Subscriptions"
      aside={
        chainCount > 0 &&
        `${groupDigits(chainCount)} ${chainCount === 1 ? "chain" : "chains"}, ${groupDigits(periodCount)} ${periodCount === 1 ? "period" : "periods"}`
      }
    >
      {chains.length === 0 ? (
        <Empty title="No subscription">
          Adapty has received none for this profile. Often the purchase sits on another profile of the same person.
        </Empty>
      ) : (
        <Table caption="Subscriptions, one row for each renewal chain" columns={columns} rowCount={chainCount}>
          {chains.map((chain, index) => (
            <ChainRow
              // biome-ignore lint/suspicious/noArrayIndexKey: two entries may carry one id
              key={`${chain.id} ${index}`}
              chain={chain}
              now={now}
              transactionReason={transactionReason}
              onTransaction={onTransaction}
            />
          ))}
        </Table>
      )}
      {more && !all && (
        <button type="button" className="link mt-2 min-h-6 text-sm" onClick={() => setAll(true)}>
          Show every period
        </button>
      )}
      {all && (
        <AllPurchases
          app={view.app}
          profileId={view.profileId}
          of="subscriptions"
          onTransaction={onTransaction}
          transactionReason={transactionReason}
        />
      )}
    </Section>
  );
}
