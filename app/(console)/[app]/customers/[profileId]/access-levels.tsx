"use client";

import { Button } from "@/components/button";
import { useClock } from "@/components/clock";
import { Empty } from "@/components/empty";
import { Section } from "@/components/section";
import { CompTag, SandboxTag, Status } from "@/components/status";
import { Cell, Row, Table } from "@/components/table";
import { isSandboxLevel } from "@/lib/access/backing";
import { isComp } from "@/lib/access/facts";
import { groupDigits } from "@/lib/access/group-digits";
import { levelRowId } from "@/lib/access/row-id";
import { standingOfLevel } from "@/lib/access/standing";
import { stateOfAccessLevel } from "@/lib/access/state";
import type { CustomerView } from "@/lib/access/view";
import { levelTitle, showSigns, storeName } from "@/lib/access/words";
import { AdaptyTime } from "./adapty-time";
import { NotProvided } from "./not-provided";

type AccessLevelsProps = {
  view: CustomerView;
  endReason: string | undefined;
  grantReason: string | undefined;
  onGrant: (accessLevelId: string) => void;
  onEnd: (accessLevelId: string) => void;
};

const columns = [
  { label: "Level" },
  { label: "State" },
  { label: "Period" },
  { label: "From" },
  { label: "Actions", align: "end" as const, hidden: true },
];

export function AccessLevels({ view, endReason, grantReason, onGrant, onEnd }: AccessLevelsProps) {
  const { now } = useClock();
  const levels = view.accessLevels;
  if (!levels) return <NotProvided title="Access levels" />;
  if (levels.length === 0) {
    return (
      <Section title="Access levels">
        <Empty title="No access level">
          Adapty lists none for this customer: nothing bought or granted has given access.
        </Empty>
      </Section>
    );
  }
  return (
    <Section
      title="Access levels"
      aside={view.accessLevelCount > levels.length && `first ${levels.length} of ${groupDigits(view.accessLevelCount)}`}
    >
      <Table caption="Access levels" columns={columns}>
        {levels.map((level, index) => {
          const state = stateOfAccessLevel(level, view, now);
          const standing = standingOfLevel(level, now);
          const sandbox = isSandboxLevel(level, view) === true;
          const id = level.access_level_id ?? "";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may carry one id
            <Row key={`${id} ${index}`} id={levelRowId(level)} tone={state.tone} sandbox={sandbox}>
              <Cell label="Level" note={<bdi className="font-mono">{showSigns(id)}</bdi>}>
                <span className="inline-block min-w-24 font-medium">{levelTitle(id)}</span>
              </Cell>
              <Cell label="State">
                <span className="flex flex-wrap gap-1.5">
                  <Status tone={state.tone}>{state.word}</Status>
                  {isComp(level) && state.word !== "Comp" && <CompTag />}
                  {sandbox && <SandboxTag />}
                </span>
              </Cell>
              <Cell label="Period" nowrap>
                <div className="text-sm">
                  <AdaptyTime at={level.starts_at ?? level.purchased_at} />
                  <br />
                  {level.expires_at !== null && <span className="text-ink-soft">to </span>}
                  <AdaptyTime at={level.expires_at} none="for life" relative />
                </div>
              </Cell>
              <Cell label="From" note={<bdi>{showSigns(level.store_product_id ?? "")}</bdi>}>
                {storeName(level.store)}
              </Cell>
              <Cell label="Actions" align="end">
                <span className="inline-flex justify-end gap-1 whitespace-nowrap">
                  <Button size="sm" disabledReason={grantReason} onClick={() => onGrant(id)}>
                    {standing.is === "active" ? "Extend" : "Grant"}
                    <span className="sr-only"> {levelTitle(id)}</span>
                  </Button>
                  {(standing.is === "active" || standing.is === "later") && (
                    <Button size="sm" kind="quiet" disabledReason={endReason} onClick={() => onEnd(id)}>
                      End<span className="sr-only"> {levelTitle(id)}</span>
                    </Button>
                  )}
                </span>
              </Cell>
            </Row>
          );
        })}
      </Table>
    </Section>
  );
}
