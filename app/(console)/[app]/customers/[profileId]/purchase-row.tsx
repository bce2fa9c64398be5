"use client";

import { SandboxTag, Status } from "@/components/status";
import { Cell, Row } from "@/components/table";
import { isSandbox } from "@/lib/access/facts";
import { purchaseRowId } from "@/lib/access/row-id";
import { stateOfPurchase } from "@/lib/access/state";
import { showSigns, storeName } from "@/lib/access/words";
import type { NonSubscription } from "@/lib/adapty/profile";
import { AdaptyTime } from "./adapty-time";
import type { TransactionStart } from "./sheet-props";
import { TransactionActions, TransactionId } from "./transaction-actions";

export const purchaseColumns = [
  { label: "Product" },
  { label: "State" },
  { label: "Bought" },
  { label: "Transaction" },
];

type PurchaseRowProps = {
  purchase: NonSubscription;
  transactionReason: string | undefined;
  onTransaction: (start: TransactionStart) => void;
};

export function PurchaseRow({ purchase, transactionReason, onTransaction }: PurchaseRowProps) {
  const state = stateOfPurchase(purchase);
  const sandbox = isSandbox(purchase) === true;
  const kind =
    purchase.is_consumable === true
      ? "consumable"
      : purchase.is_consumable === false
        ? "keeps giving access"
        : undefined;
  return (
    <Row id={purchaseRowId(purchase)} tone={state.tone} sandbox={sandbox}>
      <Cell
        label="Product"
        note={
          <>
            <bdi>{storeName(purchase.store)}</bdi>,{" "}
            <bdi>{showSigns(purchase.environment ?? "environment not provided")}</bdi>
            {kind && `, ${kind}`}
          </>
        }
      >
        <bdi className="font-medium">{showSigns(purchase.store_product_id ?? "not provided")}</bdi>
      </Cell>
      <Cell label="State">
        <span className="flex flex-wrap gap-1.5">
          <Status tone={state.tone}>{state.word}</Status>
          {sandbox && <SandboxTag />}
        </span>
      </Cell>
      <Cell label="Bought" nowrap>
        <span className="text-sm">
          <AdaptyTime at={purchase.purchased_at} relative />
        </span>
      </Cell>
      <Cell
        label="Transaction"
        note={
          <TransactionActions
            reason={transactionReason}
            name={purchase.store_transaction_id ?? ""}
            onCorrect={() => onTransaction({ kind: "correct_purchase", entry: purchase })}
          />
        }
      >
        <TransactionId id={purchase.store_transaction_id} />
      </Cell>
    </Row>
  );
}
