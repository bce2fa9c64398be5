"use client";

import { Button } from "@/components/button";
import { useToast } from "@/components/toast";
import type { Account } from "@/lib/auth/team";
import { useFailureToast } from "../use-failure-toast";
import { useRefreshingAction } from "../use-refreshing-action";
import { enableAgent } from "./actions";

type AccessButtonProps = { account: Account; whyFixed: string | undefined; onDisable: () => void };

/** Disable or Enable: one button that keeps the focus when it turns from the one into the other. */
export function AccessButton({ account: { id, name, disabledAt }, whyFixed, onDisable }: AccessButtonProps) {
  const toast = useToast();
  const sayFailure = useFailureToast();
  const { busy, send } = useRefreshingAction(enableAgent);
  const enable = async () => {
    const result = await send({ id });
    if (!result.ok) return sayFailure(result.error);
    toast({ outcome: "done", title: "Enabled.", text: `${name} can sign in again.` });
  };
  const does = disabledAt ? "Enable" : "Disable";
  return (
    <Button
      size="sm"
      aria-label={`${does} ${name}`}
      disabledReason={whyFixed}
      busy={busy}
      onClick={disabledAt ? enable : onDisable}
    >
      {does}
    </Button>
  );
}
