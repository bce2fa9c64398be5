"use client";

import { useState } from "react";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { OpenSession } from "@/lib/auth/sessions";
import type { Account } from "@/lib/auth/team";
import { whyFixed } from "@/lib/auth/team-rules";
import { AccountRow, type AccountSheet } from "./account-row";
import { DisableSheet } from "./disable-sheet";
import { FactorSheet } from "./factor-sheet";
import { PasswordSheet } from "./password-sheet";
import { RoleSheet } from "./role-sheet";
import { SessionsSheet } from "./sessions-sheet";

const columns = [
  { label: "Who" },
  { label: "Role" },
  { label: "Since" },
  { label: "Last seen" },
  { label: "Actions", hidden: true },
];

type AccountsProps = {
  accounts: Account[];
  sessions: OpenSession[];
  agent: { id: string; role: string };
  /** Why nobody is given a new password. */
  whyNoPassword: string | undefined;
  /** Whether people sign in here by single sign-on, too. */
  sso: boolean;
};

export function Accounts({ accounts, sessions, agent, whyNoPassword, sso }: AccountsProps) {
  const [open, setOpen] = useState<{ id: string; sheet: AccountSheet } | null>(null);
  const opened = accounts.find(({ id }) => id === open?.id);
  const sessionsOf = (id: string) => sessions.filter(({ userId }) => userId === id);
  const close = () => setOpen(null);
  return (
    <Section title="Accounts">
      <Table caption="Accounts" columns={columns}>
        {accounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            sessions={sessionsOf(account.id).length}
            own={account.id === agent.id}
            whyFixed={whyFixed(agent, account) ?? undefined}
            whyNoPassword={whyNoPassword}
            onOpen={(sheet) => setOpen({ id: account.id, sheet })}
          />
        ))}
      </Table>
      {opened && open?.sheet === "role" && <RoleSheet account={opened} onClose={close} />}
      {opened && open?.sheet === "disable" && <DisableSheet account={opened} onClose={close} />}
      {opened && open?.sheet === "password" && <PasswordSheet account={opened} sso={sso} onClose={close} />}
      {opened && open?.sheet === "factor" && (
        <FactorSheet account={opened} whyFixed={whyFixed(agent, opened) ?? undefined} onClose={close} />
      )}
      {opened && open?.sheet === "sessions" && (
        <SessionsSheet
          account={opened}
          sessions={sessionsOf(opened.id)}
          whyFixed={whyFixed(agent, opened) ?? undefined}
          onClose={close}
        />
      )}
    </Section>
  );
}
