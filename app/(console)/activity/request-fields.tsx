import { Definition, Definitions } from "@/components/definitions";
import { Disclosure } from "@/components/disclosure";
import { Sentence } from "@/components/sentence";
import { listFields } from "./list-fields";

type RequestFieldsProps = {
  request: unknown;
  isEdit: boolean;
  /** To the letter. */
  raw: string;
};

/** A request to Adapty, its fields first and folded away below them what was sent to the letter. */
export function RequestFields({ request, isEdit, raw }: RequestFieldsProps) {
  const fields = listFields(request, isEdit);
  return (
    <div className="space-y-2">
      {fields.length > 0 && (
        <Definitions>
          {fields.map(({ name, said }) => (
            <Definition key={name} name={name}>
              <Sentence parts={said} />
            </Definition>
          ))}
        </Definitions>
      )}
      <Disclosure summary={<span className="text-sm">To the letter</span>}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <pre tabIndex={0} className="max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-sm">
          {raw}
        </pre>
      </Disclosure>
    </div>
  );
}
