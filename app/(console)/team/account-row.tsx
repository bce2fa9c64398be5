"use client";

import { Button } from "@/components/button";
import { PageLink } from "@/components/page-link";
import { Status } from "@/components/status";
import { Cell, Row } from "@/components/table";
import { Time } from "@/components/time";
import type { Account } from "@/lib/auth/team";
import { Ago } from "../ago";
import { AccessButton } from "./access-button";

export type AccountSheet = "role" | "disable" | "sessions" | "password" | "factor";

type AccountRowProps = {
  account: Account;
  /** How many of its sessions are open. */
  sessions: number;
  own: boolean;
  whyFixed: string | undefined;
  whyNoPassword: string | undefined;
  onOpen: (sheet: AccountSheet) => void;
};

export function AccountRow({ account, sessions, own, whyFixed, whyNoPassword, onOpen }: AccountRowProps) {
  const { name, email, role, oneClick, factor, since, lastSeenAt, disabledAt, changedBy } = account;
  const by = changedBy && (
    <>
      {disabledAt ? "disabled" : "set"} by <bdi>{changedBy}</bdi>
    </>
  );
  const count = sessions === 1 ? "1 session" : `${sessions} sessions`;
  return (
    <Row>
      <Cell label="Who" note={<bdi>{email}</bdi>}>
        <bdi className="font-medium">{name}</bdi>
        {own && <span className="text-ink-soft"> (you)</span>}
        {factor && (
          <div className="text-sm">
            {own ? (
              <PageLink href="/account" className="link">
                Second factor on
              </PageLink>
            ) : (
              <button type="button" className="link min-h-6" onClick={() => onOpen("factor")}>
                Second factor on<span className="sr-only"> for {name}</span>
              </button>
            )}
          </div>
        )}
      </Cell>
      <Cell label="Role" note={oneClick ? "one-click sign-in" : by}>
        <span className="inline-block first-letter:uppercase">{role}</span>{" "}
        {disabledAt && <Status tone="over">Disabled</Status>}
      </Cell>
      <Cell label="Since">
        <Time at={since} />
      </Cell>
      <Cell label="Last seen">
        {lastSeenAt ? <Ago at={Date.parse(lastSeenAt)} /> : <span className="text-ink-soft">Signed out</span>}
        {sessions > 0 && (
          <div className="text-sm">
            {own ? (
              <PageLink href="/account" className="link">
                {count} of yours
              </PageLink>
            ) : (
              <button type="button" className="link min-h-6" onClick={() => onOpen("sessions")}>
                {count}
                <span className="sr-only"> of {name}</span>
              </button>
            )}
          </div>
        )}
      </Cell>
      <Cell label="Actions">
        <div className="flex flex-wrap gap-2 [overflow-wrap:normal] @xl:justify-end @3xl:flex-nowrap @3xl:whitespace-nowrap">
          <Button
            size="sm"
            aria-label={`Change role of ${name}`}
            disabledReason={whyFixed}
            onClick={() => onOpen("role")}
          >
            Change role
          </Button>
          <Button
            size="sm"
            aria-label={`New password for ${name}`}
            disabledReason={whyFixed ?? whyNoPassword ?? (disabledAt ? "Enable the account first" : undefined)}
            onClick={() => onOpen("password")}
          >
            New password
          </Button>
          <AccessButton account={account} whyFixed={whyFixed} onDisable={() => onOpen("disable")} />
        </div>
      </Cell>
    </Row>
  );
}
