"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Result } from "@/lib/operations/result";

export type Failure = Extract<Result<never>, { ok: false }>["error"];

const noAnswer: Failure = {
  outcome: "unknown",
  code: "no_answer",
  message: "The console did not answer, so it is not known whether this was done. Look at the list, then try again.",
};

/** What is typed must not vanish with the page that these send away. */
const KEEPS = ["signed_out", "forbidden"];

/** Sends one change of the team and draws the lists anew. `failure` stays until the next try. */
export function useTeamAction<Input, Data>(action: (input: Input) => Promise<Result<Data>>) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async (input: Input): Promise<Result<Data>> => {
    setBusy(true);
    setFailure(null);
    const result = await action(input).catch((): Result<Data> => ({ ok: false, error: noAnswer }));
    setBusy(false);
    if (!result.ok) setFailure(result.error);
    if (result.ok || !KEEPS.includes(result.error.code)) router.refresh();
    return result;
  };
  return { busy, failure, send };
}
