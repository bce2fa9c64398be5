import { Section } from "@/components/section";
import { Status } from "@/components/status";
import { Cell, Row, Table } from "@/components/table";
import { Time } from "@/components/time";
import type { Agent } from "@/lib/auth/session";
import type { Account } from "@/lib/auth/team";
import { whyFixed } from "@/lib/auth/team-rules";
import { AccountActions } from "./account-actions";
import { Ago } from "./ago";

const columns = [
  { label: "Who" },
  { label: "Role" },
  { label: "Since" },
  { label: "Last seen" },
  { label: "Actions", hidden: true },
];

export function Accounts({ accounts, agent }: { accounts: Account[]; agent: Agent }) {
  return (
    <Section title="Accounts">
      <Table caption="Accounts" columns={columns}>
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} agent={agent} />
        ))}
      </Table>
    </Section>
  );
}

function AccountRow({ account, agent }: { account: Account; agent: Agent }) {
  const { id, name, email, role, oneClick, since, lastSeenAt, disabledAt, changedBy } = account;
  const by = changedBy && (
    <>
      {disabledAt ? "disabled" : "given"} by <bdi>{changedBy}</bdi>
    </>
  );
  return (
    <Row>
      <Cell label="Who" note={<bdi>{email}</bdi>}>
        <bdi className="font-medium">{name}</bdi>
        {id === agent.id && <span className="text-ink-soft"> (you)</span>}
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
      </Cell>
      <Cell label="Actions">
        <AccountActions account={account} whyFixed={whyFixed(agent, account) ?? undefined} />
      </Cell>
    </Row>
  );
}
