"use client";

import { useRouter } from "next/navigation";
import type { Result } from "@/lib/operations/result";
import { saysNothing } from "./action-failure";
import { useConfirmedAction } from "./use-confirmed-action";

const unknownChange =
  "The console did not answer, so it is not known whether this was done. Trying again is safe: it counts once.";

/**
 * Sends one change and draws the page anew, unless there is nothing new to show: a page that cannot be drawn is
 * left by Next, and takes what was typed with it. Asks for the password where the change needs it. `failure` stays until the next try.
 */
export function useRefreshingAction<Input, Data>(action: (input: Input) => Promise<Result<Data>>) {
  const router = useRouter();
  const { send: sendOnce, ...rest } = useConfirmedAction(action, unknownChange);
  const send = async (input: Input): Promise<Result<Data>> => {
    const result = await sendOnce(input);
    const nothingNew = !result.ok && (result.error.outcome === "unknown" || saysNothing(result.error));
    if (!nothingNew) router.refresh();
    return result;
  };
  return { ...rest, send };
}
