"use client";

import { createContext, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import type { WaysIn } from "@/lib/sso/ways-in";
import { lazyPart } from "./lazy-part";

/** Asked of few, and seldom: its code arrives when it is. */
const StepUpDialog = lazyPart(() => import("./step-up-dialog").then(({ StepUpDialog }) => StepUpDialog));

/** What is asked for: the password once more, or a whole sign-in. */
export type Dialog = "confirm" | "sign_in";
/** `other`: the e-mail of somebody else who signed in beside this page. */
type Asking = { ask: (what: Dialog) => Promise<boolean>; other: string | null; ownId: string };
export const AskContext = createContext<Asking>({ ask: async () => false, other: null, ownId: "" });

/** `factor`: also asks for a code. */
export type StepUpAccount = { id: string; email: string; oneClick: boolean; factor: boolean; ways: WaysIn };

/** Holds the dialogs that ask for the password again, or for a whole sign-in; below it all can use the hooks of use-step-up. */
export function StepUpProvider({ account: drawn, children }: { account: StepUpAccount; children: ReactNode }) {
  // Drawn anew after somebody else signed in beside it, the page is still of who opened it, and so are its forms.
  const [account, setAccount] = useState(drawn);
  if (drawn !== account && drawn.id === account.id) setAccount(drawn);
  const [asked, setAsked] = useState<{ what: Dialog; settle: (confirmed: boolean) => void } | null>(null);
  const [other, setOther] = useState<string | null>(null);
  const ask = useCallback((what: Dialog) => new Promise<boolean>((settle) => setAsked({ what, settle })), []);
  const asking = useMemo(() => ({ ask, other, ownId: account.id }), [ask, other, account.id]);
  const onClose = (confirmed: boolean) => {
    setAsked(null);
    asked?.settle(confirmed);
  };
  return (
    <AskContext value={asking}>
      {children}
      {asked && (
        <Suspense>
          <StepUpDialog what={asked.what} onOther={setOther} {...{ account, other, onClose }} />
        </Suspense>
      )}
    </AskContext>
  );
}
