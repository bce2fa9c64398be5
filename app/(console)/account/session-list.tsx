"use client";

import { Button } from "@/components/button";
import { Time } from "@/components/time";
import type { OpenSession } from "@/lib/auth/sessions";
import { Ago } from "../ago";

type SessionListProps = {
  sessions: OpenSession[];
  /** The one that looks at the list, when it is in it. */
  current?: string;
  busy: boolean;
  whyFixed?: string | undefined;
  onEnd: (session: OpenSession) => void;
};

/** Open sessions, each with its browser in words, when it began and was last used, and a way to end it. */
export function SessionList({ sessions, current, busy, whyFixed, onEnd }: SessionListProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
          <div className="min-w-0">
            <p className="font-medium">
              {session.device}
              {session.id === current && <span className="font-normal text-ink-soft"> (this one)</span>}
            </p>
            <p className="text-sm text-ink-soft">
              Began <Time at={session.beganAt} />, last used <Ago at={Date.parse(session.lastUsedAt)} />
            </p>
          </div>
          {session.id !== current && (
            <Button
              size="sm"
              aria-label={`End the session in ${session.device}`}
              busy={busy}
              disabledReason={whyFixed}
              onClick={() => onEnd(session)}
            >
              End
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
