"use client";

import { useEffect, useState } from "react";
import { useClock } from "@/components/clock";
import { Sentence } from "@/components/sentence";
import { VerdictCard } from "@/components/verdict-card";
import { nextChangeAt, readVerdict } from "@/lib/access/verdict";
import type { CustomerPage } from "@/lib/customers/customer-page";

const TIMER_MAX_MS = 2_147_000_000;

/** The verdict, judged anew when the clock ticks and at the very moment at which a date in it passes. */
export function VerdictSummary({ view, planned }: Pick<CustomerPage, "view" | "planned">) {
  const clock = useClock();
  const [passed, setPassed] = useState(0);
  const now = Math.max(clock.now, passed);
  useEffect(() => {
    const change = nextChangeAt(view, now);
    if (change === null || change - now > TIMER_MAX_MS) return;
    const timer = setTimeout(() => setPassed(change), change - now);
    return () => clearTimeout(timer);
  }, [view, now]);
  const verdict = readVerdict(view, now);
  const proofs = [...verdict.proofs, ...planned.filter(({ from }) => from > now)];
  return (
    <section aria-label="Does this customer have access?">
      <VerdictCard
        tone={verdict.tone}
        title={<Sentence parts={verdict.headline} />}
        proof={proofs.map(({ parts }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are written anew with every verdict
          <Sentence key={index} parts={parts} />
        ))}
      />
    </section>
  );
}
