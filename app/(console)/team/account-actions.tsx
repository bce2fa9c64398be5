"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { useToast } from "@/components/toast";
import type { Account } from "@/lib/auth/team";
import { enableAgent } from "./actions";
import { DisableSheet } from "./disable-sheet";
import { RoleSheet } from "./role-sheet";
import { useFailureToast } from "./use-failure-toast";
import { useTeamAction } from "./use-team-action";

type AccountActionsProps = { account: Account; whyFixed: string | undefined };

export function AccountActions({ account, whyFixed }: AccountActionsProps) {
  const { id, name, disabledAt } = account;
  const [open, setOpen] = useState<"role" | "disable" | null>(null);
  const toast = useToast();
  const sayFailure = useFailureToast();
  const { busy, send } = useTeamAction(enableAgent);
  const close = () => setOpen(null);
  const enable = async () => {
    const result = await send({ id });
    if (result.ok) toast({ outcome: "done", title: "Enabled.", text: `${name} can sign in again.` });
    else sayFailure(result.error);
  };
  return (
    <div className="flex flex-wrap gap-2 @3xl:flex-nowrap @xl:justify-end">
      <Button size="sm" aria-label={`Change role of ${name}`} disabledReason={whyFixed} onClick={() => setOpen("role")}>
        Change role
      </Button>
      {disabledAt ? (
        <Button size="sm" aria-label={`Enable ${name}`} disabledReason={whyFixed} busy={busy} onClick={enable}>
          Enable
        </Button>
      ) : (
        <Button size="sm" aria-label={`Disable ${name}`} disabledReason={whyFixed} onClick={() => setOpen("disable")}>
          Disable
        </Button>
      )}
      {open === "role" && <RoleSheet account={account} onClose={close} />}
      {open === "disable" && <DisableSheet account={account} onClose={close} />}
    </div>
  );
}
