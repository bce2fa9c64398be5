"use client";

import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from "react";
import type { Result } from "@/lib/operations/result";
import type { WaysIn } from "@/lib/sso/ways-in";

/** Asked of few, and seldom: its code arrives when it is. */
const ConfirmDialog = lazy(() => import("./confirm-dialog").then((file) => ({ default: file.ConfirmDialog })));

const StepUpContext = createContext<() => Promise<boolean>>(async () => false);
const OwnIdContext = createContext("");

/** Whose page this is, also when they are signed out meanwhile. */
export const useOwnId = () => useContext(OwnIdContext);

/** `factor`: also asks for a code. */
export type StepUpAccount = { id: string; email: string; oneClick: boolean; factor: boolean; ways: WaysIn };

/** Holds the dialog that asks for the password again; below it every part of the console can use `useStepUp`. */
export function StepUpProvider({ account, children }: { account: StepUpAccount; children: ReactNode }) {
  const [asked, setAsked] = useState<{ settle: (confirmed: boolean) => void } | null>(null);
  const ask = useCallback(() => new Promise<boolean>((settle) => setAsked({ settle })), []);
  const close = (confirmed: boolean) => {
    setAsked(null);
    asked?.settle(confirmed);
  };
  return (
    <StepUpContext value={ask}>
      <OwnIdContext value={account.id}>{children}</OwnIdContext>
      {asked && (
        <Suspense>
          <ConfirmDialog account={account} onClose={close} />
        </Suspense>
      )}
    </StepUpContext>
  );
}

/**
 * Sends what may need step-up: when the console asks for the password first, the dialog does, over the form as it stands, and
 * the same is sent once more. Who cancels gets the answer that asked.
 */
export function useStepUp() {
  const ask = useContext(StepUpContext);
  return async <Data,>(send: () => Promise<Result<Data>>): Promise<Result<Data>> => {
    const first = await send();
    const needed = !first.ok && first.error.code === "confirm_first";
    return needed && (await ask()) ? send() : first;
  };
}
