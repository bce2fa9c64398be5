"use client";

import { useToast } from "@/components/toast";
import type { Failure } from "./action-failure";

/** For a button in a row, which has no place of its own to say what went wrong. */
export function useFailureToast() {
  const toast = useToast();
  return ({ outcome, message }: Failure) =>
    outcome === "unknown"
      ? toast({ outcome, title: "Not confirmed", text: message })
      : toast({ outcome: "refused", title: "Not done", text: message });
}
