"use client";

import { useRouter } from "next/navigation";
import { Suspense, useEffect, useState } from "react";
import { Button } from "@/components/button";
import { ClockNotBefore } from "@/components/clock";
import { Notice } from "@/components/notice";
import type { Refusals } from "@/lib/auth/permissions";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { Settings } from "@/lib/settings/settings";
import { lazyPart } from "../../../lazy-part";
import { PAGE_OUT_OF_DATE } from "../../../out-of-date";
import { SignInAgain } from "../../../sign-in-again";
import { CustomerFacts } from "./customer-facts";
import { CustomerHeader } from "./customer-header";
import { CustomerReadError } from "./customer-query";
import type { OpenSheet } from "./sheet-props";
import { useAskedUndo } from "./undo/use-asked-undo";
import { useCustomer } from "./use-customer";
import { useSettled } from "./use-settled";

const EditProfileSheet = lazyPart(() =>
  import("./edit-profile/edit-profile-sheet").then(({ EditProfileSheet }) => EditProfileSheet),
);
const TransactionSheet = lazyPart(() =>
  import("./transaction/transaction-sheet").then(({ TransactionSheet }) => TransactionSheet),
);
const AccessSheets = lazyPart(() => import("./comp/access-sheets").then(({ AccessSheets }) => AccessSheets));
const RemovalSheets = lazyPart(() => import("./removal-sheets").then(({ RemovalSheets }) => RemovalSheets));
const UndoSheet = lazyPart(() => import("./undo/undo-sheet").then(({ UndoSheet }) => UndoSheet));
const Requests = lazyPart(() => import("./requests").then(({ Requests }) => Requests));

type CustomerProps = {
  app: { id: string; name: string };
  profileId: string;
  /** What the server read for this page. */
  drawn: CustomerPage;
  role: string;
  refused: Refusals;
  settings: Settings;
  /** Why a transaction that needs a second person cannot be asked for, where it may be entered. */
  whyNotAsked: string | undefined;
  adaptyUrl: string;
};

/** The customer page in the order of a support call: who is this, do they have access, why, what happened, what can I do. */
export function Customer(props: CustomerProps) {
  const { app, profileId, drawn, role, refused, settings, whyNotAsked, adaptyUrl } = props;
  const query = useCustomer(app.id, profileId, drawn);
  const [open, setOpen] = useState<OpenSheet | null>(null);
  useAskedUndo((operationId) => {
    if (!refused["operation.undo"]) setOpen({ sheet: "undo", operationId });
  });
  const page = query.data;
  useSettled(page, () => void query.refetch());
  const failure = query.error instanceof CustomerReadError ? query.error.failure.code : undefined;
  const router = useRouter();
  const isForbidden = failure === "forbidden";
  const isOtherRole = isForbidden || (page && page.role !== role);
  // The role has changed under the open page: the server draws it anew, with the refusal, and the rest of the console with it.
  useEffect(() => {
    if (isOtherRole) router.refresh();
  }, [isOtherRole, router]);
  if (!page || isForbidden) return null;

  const { view } = page;
  const onClose = () => setOpen(null);
  const sheet = { app, page, role, refused, settings, onClose };
  return (
    <ClockNotBefore at={view.readAt}>
      <CustomerHeader
        view={view}
        refreshing={query.isFetching}
        onRefresh={() => void query.refetch()}
        actions={
          <>
            <Button disabledReason={refused["profile.update"]} onClick={() => setOpen({ sheet: "edit_profile" })}>
              Edit profile
            </Button>
            <Button
              disabledReason={refused["transaction.set"]}
              onClick={() => setOpen({ sheet: "transaction", start: { kind: "new" } })}
            >
              Enter transaction
            </Button>
            <Button kind="primary" disabledReason={refused["access.grant"]} onClick={() => setOpen({ sheet: "grant" })}>
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
            actions={
              failure === "signed_out" ? (
                <SignInAgain />
              ) : failure === PAGE_OUT_OF_DATE ? (
                <Button onClick={() => window.location.reload()}>Load it anew</Button>
              ) : (
                <Button onClick={() => void query.refetch()}>Try again</Button>
              )
            }
          >
            <p>{query.error.message}</p>
          </Notice>
        </div>
      )}
      <Suspense>
        {page.waiting.length + page.answered.length > 0 && (
          <Requests page={page} mayOpen={!refused["approval.request"]} />
        )}
      </Suspense>
      <CustomerFacts app={app} page={page} refused={refused} settings={settings} onOpen={setOpen} />
      <Suspense>
        {open?.sheet === "edit_profile" && <EditProfileSheet {...sheet} />}
        {open?.sheet === "transaction" && (
          <TransactionSheet {...sheet} start={open.start} {...{ whyNotAsked, adaptyUrl }} />
        )}
        {(open?.sheet === "grant" || open?.sheet === "end") && <AccessSheets {...sheet} open={open} />}
        {open?.sheet === "undo" && <UndoSheet {...sheet} key={open.operationId} operationId={open.operationId} />}
        {(open?.sheet === "delete" || open?.sheet === "erase") && (
          <RemovalSheets {...sheet} sheet={open.sheet} onErased={() => void query.refetch()} />
        )}
      </Suspense>
    </ClockNotBefore>
  );
}
