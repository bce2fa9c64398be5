"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Choices } from "@/components/choices";
import { Sentence } from "@/components/sentence";
import { Time } from "@/components/time";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { Chosen, ConflictRow } from "./conflict-row";
import { DoneSince } from "./done-since";

type ConflictProps = {
  rows: ConflictRow[];
  /** The customer as the agent saw them, and as they are now. */
  looked: CustomerPage;
  page: CustomerPage;
  /** Changes with every try that was turned away: the focus then comes here again. */
  tried: unknown;
  /** What was sent is not confirmed, so that nothing of it can be given up. */
  locked: boolean;
  /** Why it cannot be decided yet. */
  missing?: string | undefined;
  onGoOn: (chosen: Chosen) => void;
};

/** Before, theirs and yours, in a form that was turned away because the customer changed: what differs, and the way on. */
export function Conflict({ rows: compared, looked, page, tried, locked, missing, onGoOn }: ConflictProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState<Chosen>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it was tried
  useEffect(() => heading.current?.focus(), [tried]);
  const rows = locked ? compared.map(({ open: _, ...row }) => row) : compared;
  const undecided = rows.some((row: ConflictRow) => row.open && !chosen[row.id]);
  return (
    <section aria-labelledby={id} className="space-y-4 rounded-md bg-sunken px-4 py-3">
      <h3 id={id} ref={heading} tabIndex={-1} className="scroll-mt-24 font-semibold outline-none">
        What changed meanwhile
      </h3>
      {rows.length === 0 && <p>None of it is among what is shown here.</p>}
      {rows.map((row) => (
        <Row
          key={row.id}
          row={row}
          chosen={chosen[row.id]}
          onChoose={(side) => setChosen((held) => ({ ...held, [row.id]: side }))}
        />
      ))}
      <DoneSince looked={looked} page={page} />
      <Button
        onClick={({ currentTarget }) => {
          currentTarget.closest("dialog")?.querySelector("h2")?.focus();
          onGoOn(chosen);
        }}
        disabledReason={
          missing ?? (undecided ? "Choose first what stays of what was changed on both sides" : undefined)
        }
      >
        I have looked, go on
      </Button>
    </section>
  );
}

type RowProps = { row: ConflictRow; chosen: Chosen[string] | undefined; onChoose: (side: "mine" | "theirs") => void };

function Row({ row, chosen, onChoose }: RowProps) {
  const { what, before, now, by, yours, apart, open } = row;
  return (
    <div className="space-y-1.5">
      <p className="break-words font-medium">
        <bdi>{what}</bdi>
      </p>
      <dl className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3 gap-y-1 [&>dd]:break-words [&>dt]:text-ink-soft">
        <dt>Before</dt>
        <dd>
          <bdi>
            <Sentence parts={before} />
          </bdi>
        </dd>
        <dt>Theirs</dt>
        <dd>
          <bdi className="font-semibold">
            <Sentence parts={now} />
          </bdi>
          {by && (
            <span className="block text-sm text-ink-soft">
              <bdi>{by.agent}</bdi>, <Time at={by.at} />
              {!by.confirmed && ", not confirmed"}
            </span>
          )}
        </dd>
        {(yours || !apart) && <dt>Yours</dt>}
        {yours && (
          <dd>
            <bdi className="font-semibold">
              <Sentence parts={yours} />
            </bdi>
          </dd>
        )}
        {!yours && !apart && <dd className="text-ink-soft">Left as it is now</dd>}
      </dl>
      {open && (
        <Choices
          legend={
            <>
              Changed on both sides<span className="sr-only">: {what}</span>
            </>
          }
          look="bar"
          value={chosen ?? ""}
          onChange={({ target }) => onChoose(target.value === "mine" ? "mine" : "theirs")}
          choices={[
            { value: "mine", label: "Keep mine" },
            { value: "theirs", label: "Take theirs" },
          ]}
        />
      )}
    </div>
  );
}
