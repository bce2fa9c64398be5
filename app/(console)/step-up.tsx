"use client";

import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useMemo, useState } from "react";
import { otherAccount } from "@/lib/auth/signed-out";
import type { Result } from "@/lib/operations/result";
import type { WaysIn } from "@/lib/sso/ways-in";

/** Asked of few, and seldom: its code arrives when it is. */
const ConfirmDialog = lazy(() => import("./confirm-dialog").then((file) => ({ default: file.ConfirmDialog })));

const SignInDialog = lazy(() => import("./sign-in-dialog").then((file) => ({ default: file.SignInDialog })));

type Dialog = "confirm" | "sign_in";
/** `other`: the e-mail of somebody else who signed in beside this page. */
type Asking = { ask: (what: Dialog) => Promise<boolean>; other: string | null };
const AskContext = createContext<Asking>({ ask: async () => false, other: null });
const OwnIdContext = createContext("");

/** Whose page this is, also when they are signed out meanwhile. */
export const useOwnId = () => useContext(OwnIdContext);

/** `factor`: also asks for a code. */
export type StepUpAccount = { id: string; email: string; oneClick: boolean; factor: boolean; ways: WaysIn };

/** Holds the dialogs that ask for the password again, or for a whole sign-in; below it all can use `useStepUp` and `useSignInAgain`. */
export function StepUpProvider({ account, children }: { account: StepUpAccount; children: ReactNode }) {
  const [asked, setAsked] = useState<{ what: Dialog; settle: (confirmed: boolean) => void } | null>(null);
  const [other, setOther] = useState<string | null>(null);
  const ask = useCallback((what: Dialog) => new Promise<boolean>((settle) => setAsked({ what, settle })), []);
  const asking = useMemo(() => ({ ask, other }), [ask, other]);
  const close = (confirmed: boolean) => {
    setAsked(null);
    asked?.settle(confirmed);
  };
  return (
    <AskContext value={asking}>
      <OwnIdContext value={account.id}>{children}</OwnIdContext>
      {asked && (
        <Suspense>
          {asked.what === "confirm" ? (
            <ConfirmDialog account={account} onClose={close} />
          ) : (
            <SignInDialog {...{ account, other }} onOther={setOther} onClose={close} />
          )}
        </Suspense>
      )}
    </AskContext>
  );
}

/** Asks for a whole sign-in over the form as it stands; true once the same person is signed in again. */
export function useSignInAgain(): () => Promise<boolean> {
  const { ask } = useContext(AskContext);
  return () => ask("sign_in");
}

/**
 * Sends what may need step-up: when the console asks for the password first, the dialog does, over the form as it stands, and
 * the same is sent once more. Who cancels gets the answer that asked.
 */
export function useStepUp() {
  const { ask, other } = useContext(AskContext);
  return async <Data,>(send: () => Promise<Result<Data>>): Promise<Result<Data>> => {
    if (other !== null) return { ok: false, error: { outcome: "not_sent", ...otherAccount(other) } };
    const first = await send();
    const needed = !first.ok && first.error.code === "confirm_first";
    return needed && (await ask("confirm")) ? send() : first;
  };
}
