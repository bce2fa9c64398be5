"use client";

import { Button } from "@/components/button";
import { useToast } from "@/components/toast";
import type { Account } from "@/lib/auth/team";
import { useRefreshingAction } from "../use-refreshing-action";
import { AccountSheet } from "./account-sheet";
import { disableAgent } from "./actions";

export function DisableSheet({ account, onClose }: { account: Account; onClose: () => void }) {
  const { id, name } = account;
  const toast = useToast();
  const { busy, failure, send } = useRefreshingAction(disableAgent);
  const disable = async () => {
    if (!(await send({ id })).ok) return;
    toast({ outcome: "done", title: "Disabled.", text: `${name} is signed out everywhere.` });
    onClose();
  };
  return (
    <AccountSheet
      about="Disable"
      account={account}
      busy={busy}
      failure={failure}
      onClose={onClose}
      action={
        <Button kind="danger" busy={busy} onClick={disable}>
          Disable and sign out
        </Button>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5">
        <li>They are signed out everywhere at once and cannot sign in.</li>
        <li>Links they made for others stop working.</li>
        <li>What they did stays recorded under their name.</li>
        <li>You can enable the account again, with the same role and password.</li>
      </ul>
    </AccountSheet>
  );
}
