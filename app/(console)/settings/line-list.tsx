"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";

type LineListProps = {
  /** Stable keys of the lines, in order. */
  keys: string[];
  /** What one line is called: "preset". */
  noun: string;
  error?: string | undefined;
  onMove: (from: number, to: number) => void;
  onRemove: (index: number) => void;
  onAdd: () => void;
  children: (index: number) => ReactNode;
};

type Tool = "up" | "down" | "remove";
const firstField = "input, select";

/** Lines that can be added, removed and put in order by buttons; the focus stays with what was done. */
export function LineList({ keys, noun, error, onMove, onRemove, onAdd, children }: LineListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<{ index: number; on: string } | null>(null);
  useEffect(() => {
    if (!focus) return;
    const line = list.current?.querySelector(`[data-line="${focus.index}"]`);
    (line ?? list.current)?.querySelector<HTMLElement>(line ? focus.on : "[data-add]")?.focus();
  }, [focus]);

  const move = (from: number, to: number, tool: Tool) => {
    onMove(from, to);
    setFocus({ index: to, on: `[data-tool="${tool}"]` });
  };
  const remove = (index: number) => {
    onRemove(index);
    setFocus({ index: Math.min(index, keys.length - 2), on: `[data-tool="remove"]` });
  };
  const add = () => {
    onAdd();
    setFocus({ index: keys.length, on: firstField });
  };
  return (
    <div ref={list} className="space-y-2">
      <ul className="divide-y divide-line border-y border-line">
        {keys.map((key, index) => (
          <li key={key} data-line={index} className="flex items-start justify-between gap-3 py-2.5">
            <div className="min-w-0 grow">{children(index)}</div>
            <div className="flex shrink-0">
              <Button
                kind="quiet"
                size="sm"
                data-tool="up"
                aria-label={`Move ${noun} ${index + 1} up`}
                disabledReason={index === 0 ? "Already the first" : undefined}
                onClick={() => move(index, index - 1, "up")}
              >
                <Icon name="arrow-up" className="size-4" />
              </Button>
              <Button
                kind="quiet"
                size="sm"
                data-tool="down"
                aria-label={`Move ${noun} ${index + 1} down`}
                disabledReason={index === keys.length - 1 ? "Already the last" : undefined}
                onClick={() => move(index, index + 1, "down")}
              >
                <Icon name="arrow-down" className="size-4" />
              </Button>
              <Button
                kind="quiet"
                size="sm"
                data-tool="remove"
                aria-label={`Remove ${noun} ${index + 1}`}
                onClick={() => remove(index)}
              >
                <Icon name="x" className="size-4" />
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" data-tone="wrong" className="text-sm text-tone">
          {error}
        </p>
      )}
      <Button size="sm" data-add="" onClick={add}>
        <Icon name="plus" className="size-4" />
        Add a {noun}
      </Button>
    </div>
  );
}
