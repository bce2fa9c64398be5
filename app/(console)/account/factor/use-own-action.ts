"use client";

import { useState } from "react";
import type { Result } from "@/lib/operations/result";
import { answerOf, type Failure } from "../../action-failure";
import { useStepUp } from "../../step-up";

const unknownChange =
  "The console did not answer, so it is not known whether this was done. Load the page anew: it shows what counts now.";

/** Sends one change of one's own second factor, with step-up where it is asked for. `failure` stays until the next try. */
export function useOwnAction<Input, Data>(action: (input: Input) => Promise<Result<Data>>) {
  const stepUp = useStepUp();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async (input: Input): Promise<Result<Data>> => {
    setBusy(true);
    setFailure(null);
    const result = await stepUp(() => answerOf(action(input), unknownChange));
    setBusy(false);
    if (!result.ok) setFailure(result.error);
    return result;
  };
  return { busy, failure, send };
}
