import { Empty } from "@/components/empty";
import { PageHeader } from "@/components/page-header";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { customerName } from "@/lib/access/words";
import { appNameIn, findApp } from "@/lib/apps";
import { can, whyRefused } from "@/lib/auth/permissions";
import { requireAgent } from "@/lib/auth/session";
import { hideOperation } from "@/lib/customers/hide-fields";
import { nameOperation } from "@/lib/operations/describe-request";
import { listQueue, QUEUE_SHOWN, type QueuedOperation } from "@/lib/operations/list-queue";
import { readSettings } from "@/lib/settings/store";
import { EntryRow } from "../activity/entry-row";
import { Refusal } from "../refusal";
import { KeepFresh } from "./keep-fresh";
import { Settle } from "./settle";

export const metadata = { title: "Queue" };

const columns = [{ label: "When and who" }, { label: "What" }, { label: "Customer" }, { label: "Why" }];

const ownChange = "Nobody says this of a change of their own. Another lead or an admin can.";

const parts = [
  { title: "Needs a human", states: ["needs_human"] },
  { title: "Not confirmed yet", states: ["unknown"] },
  { title: "Under way", states: ["prepared", "sent"] },
];

export default async function QueuePage() {
  const seen = await requireAgent("activity.read");
  if (!seen.ok) return <Refusal title="Queue" why={seen.message} />;
  const { agent } = seen;
  const onlyOwn = whyRefused(agent.role, "activity.read_all");
  const [queue, { reasons }] = await Promise.all([listQueue(onlyOwn ? { agentId: agent.id } : {}), readSettings()]);
  const refused = whyRefused(agent.role, "operation.settle");
  const shown = parts
    .map((part) => ({ ...part, entries: queue.filter(({ state }) => part.states.includes(state)) }))
    .filter(({ entries }) => entries.length > 0);
  const row = (entry: QueuedOperation) => (
    <EntryRow
      key={entry.id}
      entry={hideOperation(entry, agent.role)}
      reasons={reasons}
      appName={appNameIn(entry.app)}
      mayReveal={can(agent.role, "personal.reveal")}
      mayOpen={can(agent.role, "customer.read") && findApp(entry.app) !== undefined}
    >
      <Settle
        entry={{
          id: entry.id,
          app: entry.app,
          profileId: entry.profileId,
          state: entry.state,
          attempts: entry.attempts,
          checks: entry.checks,
          checkAt: entry.checkAt,
          what: nameOperation(entry),
          customer: customerName(entry.customerUserId, entry.profileId),
        }}
        mayCheck={can(agent.role, "customer.read")}
        whyNotSettle={refused ?? (entry.agent.id === agent.id ? ownChange : undefined)}
      />
    </EntryRow>
  );
  return (
    <div className="space-y-10 pb-10">
      <PageHeader
        title="Queue"
        facts={
          onlyOwn
            ? "What you sent and Adapty has not confirmed. It is looked for by itself; do not repeat it elsewhere."
            : "What was sent and Adapty has not confirmed. It is looked for by itself; nobody should repeat it elsewhere."
        }
      />
      {shown.length === 0 && (
        <Empty title="Nothing is open">
          When Adapty's answer to a change is lost, the change stands here until it is known what became of it.
        </Empty>
      )}
      {shown.map(({ title, entries }) => (
        <Section key={title} title={title} aside={entries.length}>
          <Table caption={`${title}, oldest first`} columns={columns}>
            {entries.map(row)}
          </Table>
        </Section>
      ))}
      {queue.length === QUEUE_SHOWN && (
        <p className="text-ink-soft">
          The first {QUEUE_SHOWN} are shown. The activity lists all of them under “Not confirmed yet”.
        </p>
      )}
      <KeepFresh />
    </div>
  );
}
