"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { useClock } from "@/components/clock";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { sayDay } from "@/components/time-format";
import { currentLevelEnd } from "@/lib/access/comp";
import { paidPeriodRunning } from "@/lib/access/paid";
import { takenByRevoke } from "@/lib/access/taken-by-revoke";
import { levelTitle } from "@/lib/access/words";
import { OfferEmergency } from "../../../../emergency/offer";
import { LeftLine } from "../left-line";
import type { SheetProps } from "../sheet-props";
import { useAsked } from "../use-asked";
import { useLeft } from "../use-left";
import { Acknowledge, type Taken, whyNotAcknowledged } from "./acknowledge";
import { AfterPaid } from "./after-paid";
import { CompSheet, endErrorOf } from "./comp-sheet";
import { LengthField } from "./length-field";
import { usualLength } from "./lengths";
import { judgeAlone, NotAloneNotice, whyTooMuch } from "./not-alone";
import { compProductOf, type GrantChoices, paidEnd, planGrant } from "./plan-grant";
import type { Planned } from "./planned";
import { Preview } from "./preview";
import { replyToEnd, replyToGrant } from "./reply";
import { useCompWrite } from "./use-comp-write";
import { useOutcome } from "./use-outcome";
import { WarningList } from "./warning-list";
import { warningsOfGrant } from "./warnings";
import { WayField } from "./way-field";
import { WhyFields } from "./why-fields";

type GrantFormProps = SheetProps & { levels: string[]; firstLevelId: string };

function nameButton(planned: Planned, title: string, timeZone: string, asking: boolean): string {
  const verb = asking ? "Ask for approval of" : "Grant";
  if (!planned.ok) return `${verb} ${title}`;
  const { after, shortens } = planned.plan;
  if (after.is !== "active" || typeof after.until !== "number") return `${verb} ${title} for life`;
  return `${shortens ? "Shorten" : verb} ${title} ${shortens ? "to" : "until"} ${sayDay(after.until, timeZone)}`;
}

export function GrantForm({ app, page, role, refused, settings, onClose, levels, firstLevelId }: GrantFormProps) {
  const { view } = page;
  const { timeZone } = useClock();
  const showOutcome = useOutcome(refused);
  const showAsked = useAsked();
  const write = useCompWrite({
    page,
    settings,
    onAsked: () => {
      showAsked();
      onClose();
    },
    onDone: (plan, applied, paidToo) => {
      const shortened = plan.operation === "access.revoke" || plan.operation === "comp.end";
      const { view: left } = applied.page;
      const reply = shortened
        ? replyToEnd(plan, timeZone, paidToo)
        : replyToGrant(plan, timeZone, paidPeriodRunning(left, plan.levelId, left.readAt) !== undefined);
      showOutcome(shortened ? "Shortened." : "Granted.", plan, applied, reply);
      onClose();
    },
  });
  const { now } = write;
  const deciding = { view, settings, now };

  const start = (levelId: string): GrantChoices => ({
    levelId,
    way: compProductOf(levelId, deciding) === null ? "access" : "comp",
    length: usualLength(settings),
    until: Number.NaN,
    rule: currentLevelEnd(view, levelId, now) === "cannot_tell" ? "replace" : "add",
    afterPaid: false,
  });
  const [choices, setChoices] = useState(() => start(firstLevelId));
  const [touched, setTouched] = useState(false);
  const [ticked, setTicked] = useState<Taken>();
  const change = (part: Partial<GrantChoices>) => {
    setTouched(true);
    setChoices((held) => ({ ...held, ...part }));
  };

  const { levelId, way, length } = choices;
  const lifetime = length !== "until" && length.lifetime === true;
  const changeWay = (next: GrantChoices["way"]) =>
    change({
      way: next,
      ...(next === "comp" && { afterPaid: false, ...(lifetime && { length: usualLength(settings) }) }),
    });
  const planned = planGrant(choices, { ...deciding, operationId: write.compOperationId });
  const end = planned.ok && planned.plan.after.is === "active" ? planned.plan.after.until : undefined;
  const warnings = warningsOfGrant(planned.ok ? planned.plan : { levelId, shortens: false }, page, settings, now);
  const waitUntil = paidEnd(levelId, deciding);
  const limits = useLeft({ page, role, settings });
  const gives = planned.ok && (planned.plan.operation === "comp.grant" || planned.plan.operation === "access.grant");
  const by = { view, role, refused, settings, now, left: limits.left };
  const notAlone = judgeAlone(write.state, { end, levelId, lifetime, gives }, by);
  const taken =
    planned.ok && planned.plan.operation === "access.revoke" ? takenByRevoke(view, levelId, now) : undefined;

  return (
    <CompSheet
      app={app}
      page={page}
      onClose={onClose}
      doing={levels.length > 1 ? "Grant access to" : `Grant ${levelTitle(levelId)} to`}
      write={write}
      levelId={levelId}
      planned={planned}
      dirty={touched || write.form.formState.isDirty}
      renewedAt={write.renewedAt}
      button={{
        label: nameButton(planned, levelTitle(levelId), timeZone, notAlone.asks),
        disabledReason:
          refused["access.grant"] ??
          (planned.ok ? (notAlone.blocked ?? whyNotAcknowledged(taken, ticked)) : planned.why),
      }}
      onSubmit={write.submit(planned, taken !== undefined && taken === ticked, notAlone.asks)}
      below={notAlone.why && !notAlone.isSaid && <OfferEmergency />}
    >
      {levels.length > 1 && (
        <Field label="Access level">
          <Select
            value={levelId}
            onChange={({ target }) => {
              change(start(target.value));
              setTicked(undefined);
            }}
          >
            {levels.map((id) => (
              <option key={id} value={id}>
                {levelTitle(id)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <WayField
        way={way}
        levelId={levelId}
        hasCompProduct={compProductOf(levelId, deciding) !== null}
        onChange={changeWay}
      />
      <LengthField
        choices={choices}
        onChange={change}
        counting={{
          now,
          from: choices.afterPaid && waitUntil !== undefined ? waitUntil : now,
          currentEnd: currentLevelEnd(view, levelId, now),
          plannedEnd: end ?? Number.NaN,
        }}
        needsApproval={(until) =>
          whyTooMuch({ end: until, levelId, lifetime: until === null, gives: true }, by) !== undefined
        }
        refused={refused["approval.request"] && refused["comp.lifetime"]}
        settings={settings}
        error={length !== "until" || planned.ok || planned.about !== "end" ? endErrorOf(write) : planned.why}
      />
      <LeftLine {...limits} mayAsk={!refused["approval.request"]} />
      <AfterPaid
        startsAt={choices.afterPaid ? waitUntil : undefined}
        renews={paidPeriodRunning(view, levelId, now)?.renews}
        onCancel={() => change({ afterPaid: false })}
      />
      <Preview planned={planned} levelId={levelId} view={view} now={now} />
      <WarningList
        warnings={warnings}
        actions={{
          paid: waitUntil !== undefined && !(planned.ok && planned.plan.shortens) && (
            <Button size="sm" onClick={() => change({ way: "access", afterPaid: true })}>
              Start when the paid period ends
            </Button>
          ),
        }}
      />
      <NotAloneNotice why={notAlone.asks && !notAlone.isSaid ? notAlone.why : undefined} />
      <WhyFields form={write.form} reasons={settings.reasons} kind={planned.ok && !gives ? "end" : "give"} />
      <Acknowledge taken={taken} ticked={ticked} onTick={setTicked} />
    </CompSheet>
  );
}
