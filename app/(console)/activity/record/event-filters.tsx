import { Field } from "@/components/field";
import { TextInput } from "@/components/text-input";
import { auditOutcomes, stranger, theConsole } from "@/lib/audit/event";
import { ChoiceField, DayFields, FilterForm, TextField } from "../filter-form";
import { outcomeWords } from "./event-status";
import { groupedActions } from "./group-actions";
import type { Asked } from "./read-event-filter";

type EventFiltersProps = {
  asked: Asked;
  accounts: { id: string; name: string }[];
  reasons: { code: string; label: string }[];
  zone: string;
};

/** What is done here and what Adapty took are told apart by what it was, not by the word. */
const outcomes = auditOutcomes.map((outcome) => {
  const { word } = outcomeWords[outcome];
  return [outcome, outcome === "applied" ? "Done at Adapty" : outcome === "done" ? "Done here" : word] as const;
});

export function EventFilters({ asked, accounts, reasons, zone }: EventFiltersProps) {
  const people = [
    ...accounts.map(({ id, name }) => [id, name] as const),
    [theConsole.id, "The console itself"] as const,
    [stranger.id, "Nobody signed in"] as const,
  ];
  return (
    <FilterForm path="/activity/record" asked={asked}>
      <ChoiceField label="Who" name="who" asked={asked.who} all="Everybody" choices={people} />
      <Field label="Customer or account">
        <TextInput name="about" mono defaultValue={asked.about} placeholder="Id or account e-mail" />
      </Field>
      <ChoiceField label="What" name="action" asked={asked.action} all="Everything" groups={groupedActions} />
      <ChoiceField label="Outcome" name="outcome" asked={asked.outcome} all="Any" choices={outcomes} />
      <ChoiceField
        label="Reason"
        name="reason"
        asked={asked.reason}
        all="Any"
        choices={reasons.map(({ code, label }) => [code, label] as const)}
      />
      <Field label="Operation">
        <TextInput name="operation" mono defaultValue={asked.operation} placeholder="Operation id" />
      </Field>
      <TextField asked={asked.text} />
      <DayFields asked={asked} zone={zone} />
    </FilterForm>
  );
}
