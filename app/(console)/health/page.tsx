import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { can } from "@/lib/auth/permissions";
import { requireAgent } from "@/lib/auth/session";
import { env } from "@/lib/env";
import type { Part } from "@/lib/health/judge";
import { readHealth } from "@/lib/health/read-health";
import { Refusal } from "../refusal";
import { LookAgain } from "./look-again";
import { PartItem } from "./part-item";

export const metadata = { title: "Health" };

function Verdict({ parts }: { parts: Part[] }) {
  const count = parts.filter(({ state }) => state === "degraded").length;
  if (count === 0) return <Notice tone="active" title="All is well" />;
  return (
    <Notice tone="warning" title={count === 1 ? "One thing needs a look" : `${count} things need a look`}>
      What to do stands below. Whatever is sent meanwhile is neither lost nor done twice.
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
      <div>
        <PageHeader
          title="Health"
          facts="How this console fares, by the calls that it makes anyway. Of several consoles each tells its own."
          actions={<LookAgain />}
        />
        <Verdict parts={parts} />
      </div>
      <ul aria-label="What the console lives by" className="divide-y divide-line border-y border-line">
        {parts.map((part) => (
          <PartItem
            key={`${part.id} ${part.app?.id}`}
            part={part}
            nameApp={env.apps.length > 1}
            mayOpenQueue={mayOpenQueue}
          />
        ))}
      </ul>
    </div>
  );
}
