"use client";

import { useToast } from "@/components/toast";
import { type Failure, isOutOfDate } from "./action-failure";
import { OpenAnew } from "./open-anew";

/** For a button in a row, which has no place of its own to say what went wrong. */
export function useFailureToast() {
  const toast = useToast();
  return (failure: Failure) => {
    const { outcome, message: text } = failure;
    const actions = isOutOfDate(failure) && <OpenAnew />;
    return outcome === "unknown"
      ? toast({ outcome, title: "Not confirmed", text, actions })
      : toast({ outcome: "refused", title: "Not done", text, actions });
  };
}
