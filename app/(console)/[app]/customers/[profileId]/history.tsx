"use client";

import { useClock } from "@/components/clock";
import { Section } from "@/components/section";
import { sayDay } from "@/components/time-format";
import { TimelineChart } from "@/components/timeline-chart";
import type { CustomerView } from "@/lib/access/view";

export function History({ view }: { view: CustomerView }) {
  const { timeZone } = useClock();
  const { lanes, domain } = view.timeline;
  if (lanes.length === 0) return null;
  return (
    <Section title="Timeline" aside={`${sayDay(domain.from, timeZone)} to ${sayDay(domain.to, timeZone)}`}>
      <TimelineChart timeline={view.timeline} />
    </Section>
  );
}
