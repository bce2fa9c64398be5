"use client";

import { useState } from "react";
import { Empty } from "@/components/empty";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { groupDigits } from "@/lib/access/group-digits";
import { PURCHASES_ROW } from "@/lib/access/row-id";
import type { CustomerView } from "@/lib/access/view";
import { AllPurchases } from "./all-purchases-lazy";
import { NotProvided } from "./not-provided";
import { PurchaseRow, purchaseColumns } from "./purchase-row";
import type { TransactionStart } from "./sheet-props";

type OneTimePurchasesProps = {
  view: CustomerView;
  transactionReason: string | undefined;
  onTransaction: (start: TransactionStart) => void;
};

export function OneTimePurchases({ view, transactionReason, onTransaction }: OneTimePurchasesProps) {
  const [all, setAll] = useState(false);
  const { purchases, purchaseCount } = view;
  if (!purchases) return <NotProvided title="One-time purchases" />;
  const actions = { transactionReason, onTransaction };
  return (
    <div id={PURCHASES_ROW}>
      <Section
        title="One-time purchases"
        aside={
          purchaseCount > 0 && `${groupDigits(all ? purchaseCount : purchases.length)} of ${groupDigits(purchaseCount)}`
        }
      >
        {purchases.length === 0 && (
          <Empty title="No one-time purchase">Adapty has received none for this profile.</Empty>
        )}
        {purchases.length > 0 && !all && (
          <Table caption="One-time purchases, newest first" columns={purchaseColumns} rowCount={purchaseCount}>
            {purchases.map((purchase, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two entries may carry one id
              <PurchaseRow key={`${purchase.purchase_id} ${index}`} purchase={purchase} {...actions} />
            ))}
          </Table>
        )}
        {purchaseCount > purchases.length && !all && (
          <button type="button" className="link mt-2 min-h-6 text-sm" onClick={() => setAll(true)}>
            Show all {groupDigits(purchaseCount)}
          </button>
        )}
        {all && <AllPurchases app={view.app} profileId={view.profileId} of="purchases" {...actions} />}
      </Section>
    </div>
  );
}
