"use client";

import { Button } from "@/components/button";
import { useToast } from "@/components/toast";
import { useFailureToast } from "../use-failure-toast";
import { useRefreshingAction } from "../use-refreshing-action";
import { endEmergency } from "./actions";

type EndButtonProps = { id: string; name: string; onEnded?: () => void };

/** An admin ends the emergency access of somebody else. */
export function EndButton({ id, name, onEnded }: EndButtonProps) {
  const toast = useToast();
  const tell = useFailureToast();
  const { busy, send } = useRefreshingAction(endEmergency);
  const end = async () => {
    const result = await send({ id });
    if (!result.ok) return tell(result.error);
    toast({ outcome: "done", title: "Emergency access ended.", text: "What was done under it waits for review." });
    onEnded?.();
  };
  return (
    <Button size="sm" busy={busy} onClick={end}>
      End now<span className="sr-only">: the emergency access of {name}</span>
    </Button>
  );
}
