"use client";

import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { FooterRow, Sheet } from "@/components/sheet";
import { useToast } from "@/components/toast";
import type { OpenSession } from "@/lib/auth/sessions";
import type { Account } from "@/lib/auth/team";
import { SessionList } from "../account/session-list";
import { endAgentSessions } from "./actions";
import { FailureNotice } from "./failure-notice";
import { useTeamAction } from "./use-team-action";

type SessionsSheetProps = {
  account: Account;
  sessions: OpenSession[];
  whyFixed: string | undefined;
  onClose: () => void;
};

/** Where a colleague is signed in, and how to end that. */
export function SessionsSheet({ account: { id, name, email }, sessions, whyFixed, onClose }: SessionsSheetProps) {
  const toast = useToast();
  const { busy, failure, send } = useTeamAction(endAgentSessions);
  const end = async (session: OpenSession | null) => {
    if (!(await send({ id, session: session?.id ?? null })).ok) return;
    const where = session ? `in ${session.device}` : "everywhere";
    toast({ outcome: "done", title: "Ended.", text: `${name} is signed out ${where}.` });
    if (!session || sessions.length === 1) onClose();
    else document.querySelector<HTMLElement>("dialog h2")?.focus();
  };
  return (
    <Sheet
      title={
        <>
          Sessions of <bdi>{name}</bdi>
        </>
      }
      subtitle={<bdi>{email}</bdi>}
      busy={busy}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={onClose} />
          <Button
            kind="danger"
            busy={busy}
            disabledReason={whyFixed ?? (sessions.length === 0 ? "None is open" : undefined)}
            onClick={() => end(null)}
          >
            End all sessions
          </Button>
        </FooterRow>
      }
    >
      <SessionList sessions={sessions} busy={busy} whyFixed={whyFixed} onEnd={end} />
      <p className="text-ink-soft">
        Ending one signs them out there at once, and what they had not sent is lost. They can sign in again: to keep
        them out, disable the account.
      </p>
      <FailureNotice failure={failure} />
    </Sheet>
  );
}
