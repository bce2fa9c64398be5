"use client";

import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { FooterRow, Sheet } from "@/components/sheet";
import { useToast } from "@/components/toast";
import type { Account } from "@/lib/auth/team";
import { disableAgent } from "./actions";
import { FailureNotice } from "./failure-notice";
import { useTeamAction } from "./use-team-action";

export function DisableSheet({ account: { id, name, email }, onClose }: { account: Account; onClose: () => void }) {
  const toast = useToast();
  const { busy, failure, send } = useTeamAction(disableAgent);
  const disable = async () => {
    if (!(await send({ id })).ok) return;
    toast({ outcome: "done", title: "Disabled.", text: `${name} is signed out everywhere.` });
    onClose();
  };
  return (
    <Sheet
      title={
        <>
          Disable <bdi>{name}</bdi>
        </>
      }
      subtitle={<bdi>{email}</bdi>}
      busy={busy}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={onClose} />
          <Button kind="danger" busy={busy} onClick={disable}>
            Disable and sign out
          </Button>
        </FooterRow>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5">
        <li>They are signed out everywhere at once and cannot sign in.</li>
        <li>Links they made for others stop working.</li>
        <li>What they did stays recorded under their name.</li>
        <li>You can enable the account again, with the same role and password.</li>
      </ul>
      <FailureNotice failure={failure} />
    </Sheet>
  );
}
