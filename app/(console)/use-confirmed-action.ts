"use client";

import { useState } from "react";
import type { Result } from "@/lib/operations/result";
import { answerOf, type Failure, isOutOfDate, stillUnknown } from "./action-failure";
import { useStepUp } from "./use-step-up";

/**
 * Sends what one action takes, with step-up where it is asked for. `failure` stays until the next try; `unknown` is the
 * sentence for when the console does not answer.
 */
export function useConfirmedAction<Input, Data>(action: (input: Input) => Promise<Result<Data>>, unknown: string) {
  const stepUp = useStepUp();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async (input: Input): Promise<Result<Data>> => {
    setBusy(true);
    setFailure(null);
    const answered = await stepUp(() => answerOf(action(input), unknown));
    setBusy(false);
    if (answered.ok) return answered;
    const mayBeDone = failure?.outcome === "unknown" && isOutOfDate(answered.error);
    const error = mayBeDone ? stillUnknown(answered.error) : answered.error;
    setFailure(error);
    return { ok: false, error };
  };
  return { busy, failure, send };
}
