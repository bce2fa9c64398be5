"use client";

import { Choices } from "@/components/choices";
import { useClock } from "@/components/clock";
import { Field } from "@/components/field";
import { InstantInput } from "@/components/instant-input";
import type { LevelEnd } from "@/lib/access/comp";
import type { Preset, Settings } from "@/lib/settings/settings";
import { nameLength, sayResult, usualLength } from "./lengths";
import { endOfLength, type GrantChoices } from "./plan-grant";

type LengthFieldProps = {
  choices: GrantChoices;
  onChange: (change: Partial<GrantChoices>) => void;
  /** What the lengths count from, and the end that "Until" starts with. */
  counting: { now: number; from: number; currentEnd: LevelEnd; plannedEnd: number };
  /** Does this length take a second person? Its end in milliseconds, null for life. */
  needsApproval: (end: number | null) => boolean;
  /** Why the role may not grant for life. */
  refused: string | undefined;
  settings: Settings;
  error: string | undefined;
};

const compsEnd = "For life, choose “Access only” above: a comp subscription always has an end.";

const rules = {
  add: "Counted from the later of now and the current end: nothing of what runs is lost.",
  replace: "Counted from now, whatever runs.",
  set: "Ends exactly then, whatever runs.",
};

export function LengthField({
  choices,
  onChange,
  counting,
  needsApproval,
  refused,
  settings,
  error,
}: LengthFieldProps) {
  const { timeZone } = useClock();
  const { length, until, rule } = choices;
  const { presets } = settings;
  const whyNoLifetime = refused ? "not with your role" : choices.way === "comp" && "access only";
  const lifetime = length !== "until" && length.lifetime;
  const hasEnd = counting.currentEnd !== undefined;

  const setEnd = () => {
    const minute = 60_000;
    onChange({
      length: "until",
      until: Number.isNaN(until) ? Math.ceil(counting.plannedEnd / minute) * minute : until,
    });
  };
  const sayDetail = (preset: Preset) => {
    const end = endOfLength(preset, { rule, until: Number.NaN }, counting);
    const needs = end !== "cannot_tell" && !(preset.lifetime && whyNoLifetime) && needsApproval(end);
    return [sayResult(preset, rule, { ...counting, timeZone }), needs && "needs approval"].filter(Boolean).join(" · ");
  };
  const chooseRule = (value: string) => {
    if (value === "set") setEnd();
    else
      onChange({
        rule: value === "replace" ? value : "add",
        length: length === "until" ? usualLength(settings) : length,
      });
  };
  return (
    <div className="space-y-3">
      <Choices
        legend="How long"
        look="chips"
        value={length === "until" ? "until" : String(presets.indexOf(length))}
        onChange={({ target }) =>
          target.value === "until" ? setEnd() : onChange({ length: presets[Number(target.value)] ?? "until" })
        }
        choices={[
          ...presets.map((preset, index) => ({
            value: String(index),
            label: nameLength(preset),
            detail: sayDetail(preset),
            disabledReason: (preset.lifetime && whyNoLifetime) || undefined,
          })),
          { value: "until", label: "Until…" },
        ]}
        hint={presets.some((preset) => preset.lifetime) && (refused ?? (choices.way === "comp" && compsEnd))}
        error={length === "until" ? undefined : error}
      />
      {length === "until" && (
        <Field label="Until" error={Number.isNaN(until) ? undefined : error}>
          <InstantInput
            value={Number.isNaN(until) ? null : new Date(until).toISOString()}
            onChange={(value) => onChange({ until: value === null ? Number.NaN : Date.parse(value) })}
          />
        </Field>
      )}
      {hasEnd && !lifetime && (
        <Choices
          legend="Rule"
          look="bar"
          value={length === "until" ? "set" : rule}
          onChange={({ target }) => chooseRule(target.value)}
          choices={[
            { value: "add", label: "Add time" },
            { value: "set", label: "Set the end" },
            { value: "replace", label: "Replace" },
          ]}
          hint={rules[length === "until" ? "set" : rule]}
        />
      )}
    </div>
  );
}
