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
  const wrong = parts.filter(({ state }) => state === "degraded");
  const open = parts.filter(({ state }) => state === "not_known").length;
  if (wrong.length > 0) {
    const isRecorded = wrong.every(({ id }) => id !== "database");
    return (
      <Notice
        tone="warning"
        title={wrong.length === 1 ? "One thing needs a look" : `${wrong.length} things need a look`}
      >
        What to do stands below.{isRecorded && " Whatever is sent meanwhile is neither lost nor done twice."}
      </Notice>
    );
  }
  if (open === 0) return <Notice tone="active" title="All is well" />;
  return (
    <Notice tone="info" title="Nothing is known to be wrong">
      {open === 1 ? "One thing is not known yet" : `${open} things are not known yet`}, as stands below.
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
