"use client";

import { useState } from "react";
import { CompTag, SandboxTag, Status } from "@/components/status";
import { Cell, Row } from "@/components/table";
import { isComp, isRefunded, isSandbox, isTrial } from "@/lib/access/facts";
import { groupDigits } from "@/lib/access/group-digits";
import { chainRowId } from "@/lib/access/row-id";
import { stateOfSubscription } from "@/lib/access/state";
import type { Chain } from "@/lib/access/view";
import { offerWords, reasonWords, showSigns, storeName } from "@/lib/access/words";
import type { Subscription } from "@/lib/adapty/profile";
import { AdaptyTime } from "./adapty-time";
import type { TransactionStart } from "./sheet-props";
import { TransactionActions, TransactionId } from "./transaction-actions";

type ChainRowProps = {
  chain: Chain;
  now: number;
  transactionReason: string | undefined;
  onTransaction: (start: TransactionStart) => void;
};

export function ChainRow({ chain, now, transactionReason, onTransaction }: ChainRowProps) {
  const [open, setOpen] = useState(false);
  const earlier = chain.periods.slice(1);
  return (
    <>
      <PeriodRow id={chainRowId(chain)} entry={chain.latest} now={now} {...{ transactionReason, onTransaction }}>
        {chain.periodCount > 1 && (
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="link min-h-6 text-left">
            {groupDigits(chain.periodCount)} periods, {open ? "fold" : "show"}
          </button>
        )}
      </PeriodRow>
      {open &&
        earlier.map((entry, index) => (
          <PeriodRow
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may carry one id
            key={`${entry.store_transaction_id} ${index}`}
            entry={entry}
            now={now}
            earlier
            {...{ transactionReason, onTransaction }}
          />
        ))}
    </>
  );
}

type PeriodRowProps = Omit<ChainRowProps, "chain"> & {
  entry: Subscription;
  id?: string;
  earlier?: boolean;
  children?: React.ReactNode;
};

/** One period: the newest of a chain, or an earlier one beneath it. */
export function PeriodRow({ entry, now, id, earlier, transactionReason, onTransaction, children }: PeriodRowProps) {
  const state = stateOfSubscription(entry, now);
  const sandbox = isSandbox(entry) === true;
  const reason = reasonWords(entry.cancellation_reason);
  const offer = offerWords(entry.offer);
  return (
    <Row id={id} tone={earlier ? "over" : state.tone} sandbox={sandbox}>
      <Cell
        label="Product"
        note={
          <>
            <bdi>{storeName(entry.store)}</bdi>, <bdi>{showSigns(entry.environment ?? "environment not provided")}</bdi>
            {offer && (
              <div>
                <bdi>{offer}</bdi>
              </div>
            )}
            {children && <div>{children}</div>}
          </>
        }
      >
        <bdi className={earlier ? "text-ink-soft" : "font-medium"}>
          {showSigns(entry.store_product_id ?? "not provided")}
        </bdi>
        {entry.store_base_plan_id && (
          <div className="text-sm text-ink-soft">
            base plan <bdi>{showSigns(entry.store_base_plan_id)}</bdi>
          </div>
        )}
      </Cell>
      <Cell label="State" note={!isRefunded(entry) && reason ? <bdi>cancelled {reason}</bdi> : undefined}>
        <span className="flex flex-wrap gap-1.5">
          <Status tone={state.tone}>{state.word}</Status>
          {isComp(entry) && state.word !== "Comp" && <CompTag />}
          {isTrial(entry) && !state.word.includes("trial") && state.word !== "Trial cancelled" && (
            <Status tone="info">Trial</Status>
          )}
          {sandbox && <SandboxTag />}
        </span>
      </Cell>
      <Cell label="Period" nowrap>
        <div className="text-sm">
          <AdaptyTime at={entry.purchased_at} />
          <br />
          {entry.expires_at !== null && <span className="text-ink-soft">to </span>}
          <AdaptyTime at={entry.expires_at} none="for life" />
        </div>
      </Cell>
      <Cell
        label="Transaction"
        note={
          <TransactionActions
            reason={transactionReason}
            name={entry.store_transaction_id ?? ""}
            onCorrect={() => onTransaction({ kind: "correct_subscription", entry })}
            onRenewal={earlier ? undefined : () => onTransaction({ kind: "renewal", entry })}
          />
        }
      >
        <TransactionId id={entry.store_transaction_id} />
      </Cell>
    </Row>
  );
}
