import { Icon } from "@/components/icon";
import type { MatrixGroup } from "./matrix";

type MatrixTableProps = { roles: readonly string[]; own: string; groups: MatrixGroup[] };

const cell = "border-t border-line px-1 py-2 text-center align-top sm:px-3";
const ofOwn = (role: string, own: string) => (role === own ? "bg-accent-soft" : "");

/** Operation by role. It stays a table where it is narrow: there the names of the roles stand upright. */
export function MatrixTable({ roles, own, groups }: MatrixTableProps) {
  return (
    <table className="w-full border-b border-line text-left">
      <caption className="sr-only">Who may do what</caption>
      <thead>
        <tr>
          <th scope="col" className="py-2 pr-2 align-bottom text-sm font-medium text-ink-soft">
            May
          </th>
          {roles.map((role) => (
            <th
              key={role}
              scope="col"
              className={`px-1 py-2 text-center align-bottom text-sm font-medium sm:px-3 ${ofOwn(role, own)}`}
            >
              <span className="inline-block max-sm:rotate-180 max-sm:[writing-mode:vertical-rl]">
                <span className="inline-block first-letter:uppercase">{role}</span>
                {role === own && <span className="text-ink-soft"> (you)</span>}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ title, rows }) => (
        <tbody key={title}>
          <tr>
            <th scope="rowgroup" colSpan={roles.length + 1} className="border-t border-line pt-6 pb-2 font-semibold">
              {title}
            </th>
          </tr>
          {rows.map(({ label, note, may }) => (
            <tr key={label}>
              <th scope="row" className="border-t border-line py-2 pr-2 align-top font-normal">
                {label}
                {note && <span className="block text-sm text-ink-soft">{note}</span>}
              </th>
              {roles.map((role) => (
                <td key={role} className={`${cell} ${ofOwn(role, own)}`}>
                  <Mark may={may.some((allowed) => allowed === role)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

const Mark = ({ may }: { may: boolean }) => (
  <>
    <span className="sr-only">{may ? "yes" : "no"}</span>
    {may ? (
      <span data-tone="active" className="text-tone">
        <Icon name="check" className="inline-block size-4 align-middle" />
      </span>
    ) : (
      <span aria-hidden="true" className="text-ink-faint">
        –
      </span>
    )}
  </>
);
