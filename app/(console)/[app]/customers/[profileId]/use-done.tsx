"use client";

import { CopyButton } from "@/components/copy";
import { useToast } from "@/components/toast";

/** After a confirmed write: what Adapty answered, and a text for the customer that says no more than that. */
export function useDone() {
  const toast = useToast();
  return ({ title, confirmed, reply }: { title: string; confirmed: string; reply: string }) =>
    toast({
      outcome: "done",
      title,
      text: <p>Adapty confirms: {confirmed}</p>,
      actions: <CopyButton text={reply} what="the reply to the customer" label="Copy reply" />,
    });
}
