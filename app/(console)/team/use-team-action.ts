"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Result } from "@/lib/operations/result";
import { answerOf, type Failure, saysNothing } from "../action-failure";
import { useStepUp } from "../step-up";

const unknownChange =
  "The console did not answer, so it is not known whether this was done. Trying again is safe: it counts once.";

/**
 * Sends one change of the team and draws the lists anew, unless there is nothing new to show: a page that cannot be drawn is
 * left by Next, and takes what was typed with it. Asks for the password where the change needs it. `failure` stays until the next try.
 */
export function useTeamAction<Input, Data>(action: (input: Input) => Promise<Result<Data>>) {
  const router = useRouter();
  const stepUp = useStepUp();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async (input: Input): Promise<Result<Data>> => {
    setBusy(true);
    setFailure(null);
    const result = await stepUp(() => answerOf(action(input), unknownChange));
    setBusy(false);
    if (!result.ok) setFailure(result.error);
    const nothingNew = !result.ok && (result.error.outcome === "unknown" || saysNothing(result.error));
    if (!nothingNew) router.refresh();
    return result;
  };
  return { busy, failure, send };
}
