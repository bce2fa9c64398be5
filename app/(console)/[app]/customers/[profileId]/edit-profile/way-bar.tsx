"use client";

import { useId, useRef } from "react";

export type Way = "leave" | "set" | "clear";

const words: Record<Way, string> = { leave: "Leave", set: "Set", clear: "Clear" };

type WayBarProps = { way: Way; ways: Way[]; onChoose: (way: Way, byArrow: boolean) => void; onLeave: () => void };

/** The small choice beside each field: one tab stop, arrow keys choose. `byArrow` tells that the agent may still be on the way to the next one. */
export function WayBar({ way, ways, onChoose, onLeave }: WayBarProps) {
  const name = useId();
  const arrow = useRef(false);
  return (
    <div className="flex shrink-0 gap-0.5 sm:row-span-2 rounded-md border border-line-strong/60 bg-sunken p-0.5">
      {ways.map((one) => (
        <label
          key={one}
          className="relative rounded-sm border border-transparent px-2 py-0.5 text-sm text-ink-soft has-checked:border-line-strong/60 has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={one}
            checked={way === one}
            onKeyDown={(event) => {
              arrow.current = event.key.startsWith("Arrow");
            }}
            onPointerDown={() => {
              arrow.current = false;
            }}
            onKeyUp={() => {
              arrow.current = false;
            }}
            onChange={() => onChoose(one, arrow.current)}
            onBlur={onLeave}
            className="sr-only"
          />
          {words[one]}
        </label>
      ))}
    </div>
  );
}
