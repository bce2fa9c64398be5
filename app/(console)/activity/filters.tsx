import { buttonClass } from "@/components/button-class";
import { Field } from "@/components/field";
import { PageLink } from "@/components/page-link";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import { operations } from "@/lib/operations/catalogue";
import type { Asked } from "./read-filter";

type FiltersProps = {
  asked: Asked;
  /** Undefined where only one's own is shown. */
  accounts: { id: string; name: string }[] | undefined;
  reasons: { code: string; label: string }[];
  zone: string;
};

const outcomes = [
  ["applied", "Done"],
  ["open", "Not confirmed yet"],
  ["rejected", "Refused"],
  ["not_applied", "Did not arrive"],
] as const;

/** A plain form: what is asked for stands in the address, to be kept and passed on. */
export function Filters({ asked, accounts, reasons, zone }: FiltersProps) {
  const isFiltered = Object.keys(asked).length > 0;
  return (
    <form
      action="/activity"
      key={JSON.stringify(asked)}
      className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] items-end gap-x-4 gap-y-3"
    >
      {accounts && (
        <Field label="Who">
          <Select name="who" defaultValue={asked.who ?? ""}>
            <option value="">Everybody</option>
            {accounts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label="Customer">
        <TextInput name="customer" mono defaultValue={asked.customer} placeholder="User id or profile id" />
      </Field>
      <Field label="What">
        <Select name="operation" defaultValue={asked.operation ?? ""}>
          <option value="">Everything</option>
          {Object.entries(operations).map(([name, { past }]) => (
            <option key={name} value={name}>
              {past}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Outcome">
        <Select name="outcome" defaultValue={asked.outcome ?? ""}>
          <option value="">Any</option>
          {outcomes.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Reason">
        <Select name="reason" defaultValue={asked.reason ?? ""}>
          <option value="">Any</option>
          {reasons.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Note or ticket">
        <TextInput name="text" defaultValue={asked.text} placeholder="Any part of it" />
      </Field>
      <Field label="From" aside={zone}>
        <TextInput type="date" name="from" defaultValue={asked.from} />
      </Field>
      <Field label="To" aside={zone}>
        <TextInput type="date" name="to" defaultValue={asked.to} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <button type="submit" className={buttonClass("primary")}>
          Show
        </button>
        {isFiltered && (
          <PageLink href="/activity" className={buttonClass("quiet")}>
            Clear
          </PageLink>
        )}
      </div>
    </form>
  );
}
