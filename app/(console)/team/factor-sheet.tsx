"use client";

import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { FooterRow, Sheet } from "@/components/sheet";
import { useToast } from "@/components/toast";
import type { Account } from "@/lib/auth/team";
import { removeFactor } from "./actions";
import { FailureNotice } from "./failure-notice";
import { useTeamAction } from "./use-team-action";

type FactorSheetProps = { account: Account; whyFixed: string | undefined; onClose: () => void };

/** For a colleague who lost the phone and the recovery codes. */
export function FactorSheet({ account: { id, name, email }, whyFixed, onClose }: FactorSheetProps) {
  const toast = useToast();
  const { busy, failure, send } = useTeamAction(removeFactor);
  const remove = async () => {
    if (!(await send({ id })).ok) return;
    toast({ outcome: "done", title: "Second factor removed.", text: `${name} is signed out everywhere.` });
    onClose();
  };
  return (
    <Sheet
      title={
        <>
          Second factor of <bdi>{name}</bdi>
        </>
      }
      subtitle={<bdi>{email}</bdi>}
      busy={busy}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={onClose} />
          <Button kind="danger" busy={busy} disabledReason={whyFixed} onClick={remove}>
            Remove the second factor
          </Button>
        </FooterRow>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5">
        <li>For who lost the phone and has no recovery code left. Make sure that it is them who ask.</li>
        <li>They are signed out everywhere. Their password alone then signs them in.</li>
        <li>Where the settings ask their role for a second factor, they set up another before anything else.</li>
      </ul>
      <FailureNotice failure={failure} />
    </Sheet>
  );
}
