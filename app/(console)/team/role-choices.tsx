"use client";

import { useId } from "react";
import { FieldNotes } from "@/components/field";
import { duties } from "@/lib/auth/duties";
import { type Role, roles } from "@/lib/auth/permissions";

type RoleChoicesProps = { role: string | undefined; onChoose: (role: Role) => void; error?: string | undefined };

/** The roles one below the other, each with what it is for. */
export function RoleChoices({ role, onChoose, error }: RoleChoicesProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="min-w-0 space-y-1.5">
      <legend className="float-left mb-1.5 w-full font-medium">Role</legend>
      <div className="clear-both divide-y divide-line rounded-md border border-line-strong/60">
        {roles.map((each) => (
          <label
            key={each}
            className="grid grid-cols-[auto_3.5rem_minmax(0,1fr)] items-baseline gap-x-2.5 px-3 py-2 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={id}
              value={each}
              checked={each === role}
              onChange={() => onChoose(each)}
              aria-describedby={`${id}-${each}`}
            />
            <span className="font-medium first-letter:uppercase">{each}</span>
            <span id={`${id}-${each}`} className="text-sm text-ink-soft">
              {duties[each]}
            </span>
          </label>
        ))}
      </div>
      <FieldNotes id={id} error={error} />
    </fieldset>
  );
}
