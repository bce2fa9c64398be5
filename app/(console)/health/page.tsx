import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { Table } from "@/components/table";
import { can } from "@/lib/auth/permissions";
import { requireAgent } from "@/lib/auth/session";
import { env } from "@/lib/env";
import type { Part } from "@/lib/health/judge";
import { readHealth } from "@/lib/health/read-health";
import { Refusal } from "../refusal";
import { LookAgain } from "./look-again";
import { PartRow } from "./part-row";

export const metadata = { title: "Health" };

const columns = [{ label: "What" }, { label: "State" }, { label: "What is known" }];

function Verdict({ parts }: { parts: Part[] }) {
  const count = parts.filter(({ state }) => state === "degraded").length;
  if (count === 0) return <Notice tone="active" title="All is well" />;
  return (
    <Notice tone="warning" title={count === 1 ? "One thing needs a look" : `${count} things need a look`}>
      Each says below what to do. What is sent meanwhile is neither lost nor done twice.
    </Notice>
  );
}

export default async function HealthPage() {
  const seen = await requireAgent("health.read");
  if (!seen.ok) return <Refusal title="Health" why={seen.message} />;
  const parts = await readHealth(new Date());
  const mayOpenQueue = can(seen.agent.role, "activity.read");
  return (
    <div className="max-w-184 space-y-6 pb-10">
      <PageHeader
        title="Health"
        facts="How this console fares, by the calls that it makes anyway. Of several consoles each tells its own."
        actions={<LookAgain />}
      />
      <Verdict parts={parts} />
      <Table caption="What the console lives by" columns={columns}>
        {parts.map((part) => (
          <PartRow
            key={`${part.id} ${part.app?.id}`}
            part={part}
            nameApp={env.apps.length > 1}
            mayOpenQueue={mayOpenQueue}
          />
        ))}
      </Table>
    </div>
  );
}
