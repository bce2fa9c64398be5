import { Empty } from "@/components/empty";
import { PageHeader } from "@/components/page-header";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { listRequests, type ToldRequest } from "@/lib/approvals/list-approvals";
import { can } from "@/lib/auth/permissions";
import { requireAgent } from "@/lib/auth/session";
import { Refusal } from "../refusal";
import { RequestRow, requestColumns } from "./request-row";

export const metadata = { title: "Approvals" };

const about = "This page lists what somebody asked a second person for, and what became of it.";

export default async function ApprovalsPage() {
  const seen = await requireAgent("approval.request");
  if (!seen.ok) return <Refusal title="Approvals" why={seen.message} about={about} />;
  const { agent } = seen;
  const { waiting, over } = await listRequests(agent, new Date());
  const own = over.filter(({ requester }) => requester.id === agent.id);
  const others = over.filter(({ requester }) => requester.id !== agent.id);
  const mayDecide = can(agent.role, "approval.decide");
  const facts = mayDecide
    ? "What colleagues may not do alone, and ask you for. Nothing is sent to Adapty before somebody approves it."
    : "What you asked a second person for. Nothing is sent to Adapty before somebody approves it.";
  return (
    <div className="max-w-260 space-y-10 pb-10">
      <PageHeader title="Approvals" facts={facts} />
      <Section title="Waiting" aside={waiting.length > 0 && waiting.length}>
        {waiting.length === 0 ? (
          <Empty title="Nothing waits">
            {mayDecide
              ? "When a colleague asks for something, it stands here for 72 hours."
              : "Access over your limits, for life or for your own staff you ask for where you would give it: on the customer's page. Transactions and deletions are a lead's."}
          </Empty>
        ) : (
          <Table caption="Requests that wait" columns={requestColumns}>
            {waiting.map((request) => (
              <RequestRow key={request.id} request={request} own={request.requester.id === agent.id} />
            ))}
          </Table>
        )}
      </Section>
      <Over title="Your requests, and what became of them" requests={own} agentId={agent.id} />
      <Over title="Of colleagues, over" requests={others} agentId={agent.id} />
    </div>
  );
}

function Over({ title, requests, agentId }: { title: string; requests: ToldRequest[]; agentId: string }) {
  if (requests.length === 0) return null;
  return (
    <Section title={title}>
      <Table caption={`${title}, newest first`} columns={requestColumns}>
        {requests.map((request) => (
          <RequestRow key={request.id} request={request} own={request.requester.id === agentId} />
        ))}
      </Table>
    </Section>
  );
}
