"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/button";
import { ClockNotBefore } from "@/components/clock";
import { Columns } from "@/components/columns";
import { Notice } from "@/components/notice";
import { can, whyNot } from "@/lib/auth/permissions";
import type { Settings } from "@/lib/settings/settings";
import { AccessLevels } from "./access-levels";
import { Activity } from "./activity";
import { CustomerHeader } from "./customer-header";
import { customerQuery } from "./customer-query";
import { CustomerSide } from "./customer-side";
import { History } from "./history";
import { OneTimePurchases } from "./one-time-purchases";
import type { OpenSheet } from "./sheet-props";
import { Subscriptions } from "./subscriptions";
import { VerdictSummary } from "./verdict-summary";

const EditProfileSheet = dynamic(() =>
  import("./edit-profile/edit-profile-sheet").then((file) => file.EditProfileSheet),
);
const TransactionSheet = dynamic(() => import("./transaction/transaction-sheet").then((file) => file.TransactionSheet));
const GrantSheet = dynamic(() => import("./comp/grant-sheet").then((file) => file.GrantSheet));
const EndSheet = dynamic(() => import("./comp/end-sheet").then((file) => file.EndSheet));

type CustomerProps = { app: { id: string; name: string }; profileId: string; role: string; settings: Settings };

/** The customer page in the order of a support call: who is this, do they have access, why, what happened, what can I do. */
export function Customer({ app, profileId, role, settings }: CustomerProps) {
  const query = useQuery(customerQuery(app.id, profileId));
  const [open, setOpen] = useState<OpenSheet | null>(null);
  const page = query.data;
  if (!page) return null;

  const { view } = page;
  const onClose = () => setOpen(null);
  const sheet = { app, page, role, settings, onClose };
  const reason = (permission: Parameters<typeof can>[1]) =>
    can(role, permission) ? undefined : whyNot(role, permission);
  return (
    <ClockNotBefore at={view.readAt}>
      <CustomerHeader
        view={view}
        refreshing={query.isFetching}
        onRefresh={() => void query.refetch()}
        actions={
          <>
            <Button disabledReason={reason("profile.update")} onClick={() => setOpen({ sheet: "edit_profile" })}>
              Edit profile
            </Button>
            <Button
              disabledReason={reason("transaction.set")}
              onClick={() => setOpen({ sheet: "transaction", start: { kind: "new" } })}
            >
              Enter transaction
            </Button>
            <Button kind="primary" disabledReason={reason("access.grant")} onClick={() => setOpen({ sheet: "grant" })}>
              Grant access
            </Button>
          </>
        }
      />
      {query.error && (
        <div className="pb-6">
          <Notice
            live
            tone="warning"
            title="Shown as last read"
            actions={<Button onClick={() => void query.refetch()}>Try again</Button>}
          >
            <p>{query.error.message}</p>
          </Notice>
        </div>
      )}
      <Columns
        main={
          <>
            <VerdictSummary view={view} />
            <AccessLevels
              view={view}
              endReason={reason("access.revoke")}
              grantReason={reason("access.grant")}
              onGrant={(accessLevelId) => setOpen({ sheet: "grant", accessLevelId })}
              onEnd={(accessLevelId) => setOpen({ sheet: "end", accessLevelId })}
            />
            <History view={view} />
            <Subscriptions
              view={view}
              transactionReason={reason("transaction.set")}
              onTransaction={(start) => setOpen({ sheet: "transaction", start })}
            />
            <OneTimePurchases
              view={view}
              transactionReason={reason("transaction.set")}
              onTransaction={(start) => setOpen({ sheet: "transaction", start })}
            />
          </>
        }
        side={
          <>
            <CustomerSide app={app} page={page} />
            <Activity activity={page.activity} settings={settings} app={app.id} profileId={profileId} />
          </>
        }
      />
      {open?.sheet === "edit_profile" && <EditProfileSheet {...sheet} />}
      {open?.sheet === "transaction" && <TransactionSheet {...sheet} start={open.start} />}
      {open?.sheet === "grant" && <GrantSheet {...sheet} accessLevelId={open.accessLevelId} />}
      {open?.sheet === "end" && <EndSheet {...sheet} accessLevelId={open.accessLevelId} />}
    </ClockNotBefore>
  );
}
