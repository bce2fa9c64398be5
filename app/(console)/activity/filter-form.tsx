import type { ReactNode } from "react";
import { buttonClass } from "@/components/button-class";
import { Field } from "@/components/field";
import { PageLink } from "@/components/page-link";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";

type FilterFormProps = { path: string; asked: Record<string, string | undefined>; children: ReactNode };

/** A plain form: what is asked for stands in the address, to be kept and passed on. */
export function FilterForm({ path, asked, children }: FilterFormProps) {
  return (
    <form
      action={path}
      key={JSON.stringify(asked)}
      className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] items-end gap-x-4 gap-y-3"
    >
      {children}
      <div className="flex flex-wrap gap-2">
        <button type="submit" className={buttonClass("primary")}>
          Show
        </button>
        {Object.keys(asked).length > 0 && (
          <PageLink href={path} className={buttonClass("quiet")}>
            Clear
          </PageLink>
        )}
      </div>
    </form>
  );
}

type Choice = readonly [value: string, label: string];

type ChoiceFieldProps = {
  label: string;
  name: string;
  asked: string | undefined;
  /** What an empty choice means: "Everybody". */
  all: string;
  /** Many stand in groups instead. */
  choices?: Choice[];
  groups?: (readonly [group: string, choices: Choice[]])[];
};

const Options = ({ choices }: { choices: Choice[] }) =>
  choices.map(([value, said]) => (
    <option key={value} value={value}>
      {said}
    </option>
  ));

/** One of a list; what is asked for and not on it is kept as it is. */
export function ChoiceField({ label, name, asked, all, choices = [], groups = [] }: ChoiceFieldProps) {
  const isListed =
    !asked || [["", choices] as const, ...groups].some(([, held]) => held.some(([value]) => value === asked));
  return (
    <Field label={label}>
      <Select name={name} defaultValue={asked ?? ""}>
        <option value="">{all}</option>
        <Options choices={isListed ? choices : [...choices, [asked, asked]]} />
        {groups.map(([group, held]) => (
          <optgroup key={group} label={group}>
            <Options choices={held} />
          </optgroup>
        ))}
      </Select>
    </Field>
  );
}

/** Words, or how they begin. */
export const TextField = ({ asked }: { asked: string | undefined }) => (
  <Field label="Text">
    <TextInput name="text" defaultValue={asked} placeholder="Note, ticket, reason, id" />
  </Field>
);

type DayFieldsProps = { asked: { from?: string; to?: string }; zone: string };

export function DayFields({ asked, zone }: DayFieldsProps) {
  return (
    <>
      <Field label="From" aside={zone}>
        <TextInput type="date" name="from" defaultValue={asked.from} />
      </Field>
      <Field label="To" aside={zone}>
        <TextInput type="date" name="to" defaultValue={asked.to} />
      </Field>
    </>
  );
}
