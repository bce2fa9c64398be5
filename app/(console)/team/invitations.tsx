import { Section } from "@/components/section";
import { Status } from "@/components/status";
import { Cell, Row, Table } from "@/components/table";
import { Time } from "@/components/time";
import type { Invitation } from "@/lib/auth/invitations";
import { TakeBack } from "./take-back";

const columns = [
  { label: "Who" },
  { label: "Role" },
  { label: "Invited by" },
  { label: "Works until" },
  { label: "Actions", align: "end" as const, hidden: true },
];

export function Invitations({ invitations }: { invitations: Invitation[] }) {
  return (
    <Section title="Open invitations">
      {invitations.length === 0 ? (
        <p className="text-ink-soft">None. Whoever you invite is listed here until they have joined.</p>
      ) : (
        <Table caption="Open invitations" columns={columns}>
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </Table>
      )}
    </Section>
  );
}

function InvitationRow({
  invitation: { id, email, name, role, invitedBy, expiresAt, works },
}: {
  invitation: Invitation;
}) {
  return (
    <Row>
      <Cell label="Who" note={name && <bdi>{email}</bdi>}>
        <bdi className="font-medium">{name ?? email}</bdi>
      </Cell>
      <Cell label="Role">
        <span className="inline-block first-letter:uppercase">{role}</span>
      </Cell>
      <Cell label="Invited by" note={works === "inviter_gone" && "who may no longer invite"}>
        <bdi>{invitedBy}</bdi>
      </Cell>
      <Cell label="Works until">
        {works === "yes" ? (
          <Time at={expiresAt} relative="below" />
        ) : (
          <Status tone="over">{works === "expired" ? "Expired" : "No longer works"}</Status>
        )}
      </Cell>
      <Cell label="Actions" align="end">
        <TakeBack id={id} email={email} works={works === "yes"} />
      </Cell>
    </Row>
  );
}
