"use client";

import { Button } from "@/components/button";
import { useToast } from "@/components/toast";
import { useFailureToast } from "../use-failure-toast";
import { useRefreshingAction } from "../use-refreshing-action";
import { takeBackInvitation } from "./actions";

type TakeBackProps = { id: string; email: string; works: boolean };

/** Stops the link, or clears away one that no longer works. */
export function TakeBack({ id, email, works }: TakeBackProps) {
  const toast = useToast();
  const sayFailure = useFailureToast();
  const { busy, send } = useRefreshingAction(takeBackInvitation);
  const takeBack = async () => {
    const result = await send({ id });
    if (!result.ok) return sayFailure(result.error);
    toast({ outcome: "done", title: "Taken back.", text: `The link for ${email} opens nothing now.` });
    // The row goes, and the focus must not go with it.
    document.querySelector("main")?.focus({ preventScroll: true });
  };
  const does = works ? "Take back" : "Remove";
  return (
    <Button size="sm" aria-label={`${does} the invitation of ${email}`} busy={busy} onClick={takeBack}>
      {does}
    </Button>
  );
}
