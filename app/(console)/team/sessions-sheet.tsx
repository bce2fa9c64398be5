"use client";

import { Button } from "@/components/button";
import { useToast } from "@/components/toast";
import type { OpenSession } from "@/lib/auth/sessions";
import type { Account } from "@/lib/auth/team";
import { SessionList } from "../account/session-list";
import { useRefreshingAction } from "../use-refreshing-action";
import { AccountSheet } from "./account-sheet";
import { endAgentSessions } from "./actions";

type SessionsSheetProps = {
  account: Account;
  sessions: OpenSession[];
  whyFixed: string | undefined;
  onClose: () => void;
};

/** Where a colleague is signed in, and how to end that. */
export function SessionsSheet({ account, sessions, whyFixed, onClose }: SessionsSheetProps) {
  const { id, name } = account;
  const toast = useToast();
  const { busy, failure, send } = useRefreshingAction(endAgentSessions);
  const end = async (session: OpenSession | null) => {
    if (!(await send({ id, session: session?.id ?? null })).ok) return;
    const where = session ? `in ${session.device}` : "everywhere";
    toast({ outcome: "done", title: "Ended.", text: `${name} is signed out ${where}.` });
    if (!session || sessions.length === 1) onClose();
    else document.querySelector<HTMLElement>("dialog h2")?.focus();
  };
  return (
    <AccountSheet
      about="Sessions of"
      account={account}
      busy={busy}
      failure={failure}
      onClose={onClose}
      action={
        <Button
          kind="danger"
          busy={busy}
          disabledReason={whyFixed ?? (sessions.length === 0 ? "None is open" : undefined)}
          onClick={() => end(null)}
        >
          End all sessions
        </Button>
      }
    >
      <SessionList sessions={sessions} busy={busy} whyFixed={whyFixed} onEnd={end} />
      <p className="text-ink-soft">
        Ending one signs them out there at once. A form they have open stays filled in, and nothing of it is sent unless
        they sign in again: to keep them out, disable the account.
      </p>
    </AccountSheet>
  );
}
