"use client";

import { useState } from "react";
import { Choices } from "@/components/choices";
import { useClock } from "@/components/clock";
import { Field } from "@/components/field";
import { InstantInput } from "@/components/instant-input";
import { sayDay } from "@/components/time-format";
import { takenByRevoke } from "@/lib/access/taken-by-revoke";
import { levelTitle } from "@/lib/access/words";
import type { SheetProps } from "../sheet-props";
import { Acknowledge, type Taken, whyNotAcknowledged } from "./acknowledge";
import { CompSheet, endErrorOf } from "./comp-sheet";
import { planEnd } from "./plan-end";
import { Preview } from "./preview";
import { replyToEnd } from "./reply";
import { useCompWrite } from "./use-comp-write";
import { useOutcome } from "./use-outcome";
import { WarningList } from "./warning-list";
import { warningsOfEnd } from "./warnings-end";
import { WhyFields } from "./why-fields";

type EndSheetProps = SheetProps & { accessLevelId: string };

/** Ends a level now or at a date; for what a store sold only after the agent has ticked what that does not do. */
export function EndSheet({ app, page, refused, settings, onClose, accessLevelId: levelId }: EndSheetProps) {
  const { view } = page;
  const { timeZone } = useClock();
  const [at, setAt] = useState<number | null>(null);
  const [ticked, setTicked] = useState<Taken>();
  const showOutcome = useOutcome(refused);
  const write = useCompWrite({
    page,
    settings,
    onDone: (plan, applied, paidToo) => {
      showOutcome(at === null ? "Ended." : "The end is set.", plan, applied, replyToEnd(plan, timeZone, paidToo));
      onClose();
    },
  });
  const { now } = write;

  const title = levelTitle(levelId);
  const planned = planEnd({ levelId, at }, { view, settings, now });
  const ending = planned.ok ? planned.plan : ({ levelId, operation: "access.revoke" } as const);
  const warnings = warningsOfEnd(ending, view, now);
  const taken = ending.operation === "access.revoke" ? takenByRevoke(view, levelId, now) : undefined;
  const whyDisabled = () => {
    const why = planned.ok ? whyNotAcknowledged(taken, ticked) : planned.why;
    return refused["access.revoke"] ?? why;
  };
  const when = at === null ? "now" : Number.isNaN(at) ? "at a date" : `on ${sayDay(at, timeZone)}`;

  return (
    <CompSheet
      app={app}
      page={page}
      onClose={onClose}
      doing={`End ${title} of`}
      write={write}
      levelId={levelId}
      planned={planned}
      dirty={at !== null || ticked !== undefined || write.form.formState.isDirty}
      renewedAt={write.renewedAt}
      button={{ label: `End ${title} ${when}`, danger: true, disabledReason: whyDisabled() }}
      onSubmit={write.submit(planned, taken !== undefined && taken === ticked)}
    >
      <Choices
        legend="When"
        look="bar"
        value={at === null ? "now" : "date"}
        onChange={({ target }) => setAt(target.value === "now" ? null : Number.NaN)}
        choices={[
          { value: "now", label: "Now" },
          { value: "date", label: "At a date" },
        ]}
      />
      {at !== null && (
        <Field
          label="End"
          error={planned.ok || planned.about !== "end" || Number.isNaN(at) ? endErrorOf(write) : planned.why}
        >
          <InstantInput
            value={Number.isNaN(at) ? null : new Date(at).toISOString()}
            onChange={(value) => setAt(value === null ? Number.NaN : Date.parse(value))}
          />
        </Field>
      )}
      <Preview planned={planned} levelId={levelId} view={view} now={now} />
      <WarningList warnings={warnings} />
      <WhyFields form={write.form} reasons={settings.reasons} kind="end" />
      <Acknowledge taken={taken} ticked={ticked} onTick={setTicked} />
    </CompSheet>
  );
}
