import { useContext } from "react";
import { otherAccount } from "@/lib/auth/signed-out";
import type { Result } from "@/lib/operations/result";
import { AskContext } from "./step-up";

/** Whose page this is, also when they are signed out meanwhile. */
export const useOwnId = () => useContext(AskContext).ownId;

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
  return async <Data>(send: () => Promise<Result<Data>>): Promise<Result<Data>> => {
    if (other !== null) return { ok: false, error: { outcome: "not_sent", ...otherAccount(other) } };
    const first = await send();
    const needed = !first.ok && first.error.code === "confirm_first";
    return needed && (await ask("confirm")) ? send() : first;
  };
}
