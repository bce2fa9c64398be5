"use client";

import { memo } from "react";
import { Button } from "@/components/button";
import { Columns } from "@/components/columns";
import { AccessLevels } from "./access-levels";
import { Activity } from "./activity";
import { CustomerSide } from "./customer-side";
import { History } from "./history";
import { OneTimePurchases } from "./one-time-purchases";
import type { OpenSheet, SheetProps } from "./sheet-props";
import { Subscriptions } from "./subscriptions";
import { VerdictSummary } from "./verdict-summary";

type CustomerFactsProps = Omit<SheetProps, "onClose" | "role"> & { onOpen: (open: OpenSheet) => void };

/** All that is known of the customer. Drawn anew only when that changes: a sheet that opens or closes must not cost a long table. */
export const CustomerFacts = memo(({ app, page, refused, settings, onOpen }: CustomerFactsProps) => {
  const { view } = page;
  const transactions = {
    view,
    transactionReason: refused["transaction.set"],
    onTransaction: (start: Extract<OpenSheet, { sheet: "transaction" }>["start"]) =>
      onOpen({ sheet: "transaction", start }),
  };
  return (
    <Columns
      main={
        <>
          <VerdictSummary view={view} planned={page.planned} />
          <AccessLevels
            view={view}
            endReason={refused["access.revoke"]}
            grantReason={refused["access.grant"]}
            onGrant={(accessLevelId) => onOpen({ sheet: "grant", accessLevelId })}
            onEnd={(accessLevelId) => onOpen({ sheet: "end", accessLevelId })}
          />
          <History view={view} />
          <Subscriptions {...transactions} />
          <OneTimePurchases {...transactions} />
        </>
      }
      side={
        <>
          <CustomerSide app={app} page={page} />
          <Activity
            activity={page.activity}
            settings={settings}
            app={app.id}
            profileId={view.profileId}
            undoReason={refused["operation.undo"]}
            onUndo={(operationId) => onOpen({ sheet: "undo", operationId })}
          >
            <Button size="sm" disabledReason={refused["customer.erase"]} onClick={() => onOpen({ sheet: "erase" })}>
              Download or erase
            </Button>
            <Button size="sm" disabledReason={refused["profile.delete"]} onClick={() => onOpen({ sheet: "delete" })}>
              Delete at Adapty
            </Button>
          </Activity>
        </>
      }
    />
  );
});
CustomerFacts.displayName = "CustomerFacts";
