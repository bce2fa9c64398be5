"use client";

import { useClock } from "@/components/clock";
import { Section } from "@/components/section";
import { sayDay } from "@/components/time-format";
import { TimelineChart } from "@/components/timeline-chart";
import type { CustomerView } from "@/lib/access/view";

export function History({ view }: { view: CustomerView }) {
  const { timeZone } = useClock();
  const { lanes, domain, earlier, undated } = view.timeline;
  if (lanes.length === 0) return null;
  const left = [earlier > 0 && `${earlier} earlier`, undated > 0 && `${undated} without a readable date`].filter(
    Boolean,
  );
  return (
    <Section
      title="Timeline"
      aside={`${sayDay(domain.from, timeZone)} to ${sayDay(domain.to, timeZone)}${left.length ? `; not drawn: ${left.join(", ")}` : ""}`}
    >
      <TimelineChart timeline={view.timeline} />
    </Section>
  );
}
