"use client";

import { Button } from "@/components/button";
import { useToast } from "@/components/toast";
import type { Account } from "@/lib/auth/team";
import { useRefreshingAction } from "../use-refreshing-action";
import { AccountSheet } from "./account-sheet";
import { removeFactor } from "./actions";

type FactorSheetProps = { account: Account; whyFixed: string | undefined; onClose: () => void };

/** For a colleague who lost the phone and the recovery codes. */
export function FactorSheet({ account, whyFixed, onClose }: FactorSheetProps) {
  const { id, name } = account;
  const toast = useToast();
  const { busy, failure, send } = useRefreshingAction(removeFactor);
  const remove = async () => {
    if (!(await send({ id })).ok) return;
    toast({ outcome: "done", title: "Second factor removed.", text: `${name} is signed out everywhere.` });
    onClose();
  };
  return (
    <AccountSheet
      about="Second factor of"
      account={account}
      busy={busy}
      failure={failure}
      onClose={onClose}
      action={
        <Button kind="danger" busy={busy} disabledReason={whyFixed} onClick={remove}>
          Remove the second factor
        </Button>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5">
        <li>For who lost the phone and has no recovery code left. Make sure that it is them who ask.</li>
        <li>They are signed out everywhere. Their password alone then signs them in.</li>
        <li>Where the settings ask their role for a second factor, they set up another before anything else.</li>
      </ul>
    </AccountSheet>
  );
}
