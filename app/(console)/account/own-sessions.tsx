"use client";

import { Button } from "@/components/button";
import { Section } from "@/components/section";
import { useToast } from "@/components/toast";
import type { OpenSession } from "@/lib/auth/sessions";
import { useFailureToast } from "../use-failure-toast";
import { useRefreshingAction } from "../use-refreshing-action";
import { endOwnSessions } from "./actions";
import { SessionList } from "./session-list";

export function OwnSessions({ sessions, current }: { sessions: OpenSession[]; current: string }) {
  const toast = useToast();
  const sayFailure = useFailureToast();
  const { busy, send } = useRefreshingAction(endOwnSessions);
  const end = async (session: OpenSession | null) => {
    const result = await send({ session: session?.id ?? null });
    if (!result.ok) return sayFailure(result.error);
    const text = session ? `${session.device} is signed out.` : "You are signed in here alone.";
    toast({ outcome: "done", title: "Ended.", text });
    // The row goes, and the focus must not go with it.
    document.querySelector("main")?.focus({ preventScroll: true });
  };
  const others = sessions.length > 1;
  return (
    <Section title="Your sessions">
      <p className="pb-3 text-ink-soft">
        Where you are signed in now. One that you do not know? End it{others ? "" : " when you see it here"}, and tell
        an admin.
      </p>
      <SessionList sessions={sessions} current={current} busy={busy} onEnd={end} />
      {others && (
        <div className="pt-3">
          <Button busy={busy} onClick={() => end(null)}>
            End all but this one
          </Button>
        </div>
      )}
    </Section>
  );
}
