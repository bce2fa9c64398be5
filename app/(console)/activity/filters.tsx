import { Field } from "@/components/field";
import { TextInput } from "@/components/text-input";
import { operations } from "@/lib/operations/catalogue";
import { ChoiceField, DayFields, FilterForm, TextField } from "./filter-form";
import type { Asked } from "./read-filter";

type FiltersProps = {
  asked: Asked;
  /** Undefined where only one's own is shown. */
  accounts: { id: string; name: string }[] | undefined;
  reasons: { code: string; label: string }[];
  zone: string;
};

const names = Object.entries(operations).map(([name, { past }]) => [name, past] as const);
const outcomes = [
  ["applied", "Done"],
  ["open", "Not confirmed yet"],
  ["rejected", "Refused"],
  ["not_applied", "Did not arrive"],
] as const;

export function Filters({ asked, accounts, reasons, zone }: FiltersProps) {
  const whys = reasons.map(({ code, label }) => [code, label] as const);
  return (
    <FilterForm path="/activity" asked={asked}>
      {accounts && (
        <ChoiceField
          label="Who"
          name="who"
          asked={asked.who}
          all="Everybody"
          choices={accounts.map(({ id, name }) => [id, name] as const)}
        />
      )}
      <Field label="Customer">
        <TextInput name="customer" mono defaultValue={asked.customer} placeholder="User id or profile id" />
      </Field>
      <ChoiceField label="What" name="operation" asked={asked.operation} all="Everything" choices={names} />
      <ChoiceField label="Outcome" name="outcome" asked={asked.outcome} all="Any" choices={[...outcomes]} />
      <ChoiceField label="Reason" name="reason" asked={asked.reason} all="Any" choices={whys} />
      {asked.emergency && (
        <ChoiceField
          label="Emergency access"
          name="emergency"
          asked={asked.emergency}
          all="With or without"
          choices={[[asked.emergency, "Done under this one"]]}
        />
      )}
      <TextField asked={asked.text} />
      <DayFields asked={asked} zone={zone} />
    </FilterForm>
  );
}
