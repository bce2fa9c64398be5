"use client";

import { useToast } from "@/components/toast";

/** After a second person was asked. */
export function useAsked() {
  const toast = useToast();
  return () =>
    toast({
      outcome: "done",
      title: "Asked for approval.",
      text: "Nothing was sent yet. You see here and under Approvals what becomes of it.",
    });
}
