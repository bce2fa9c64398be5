"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { groupDigits } from "@/lib/access/group-digits";
import type { Timeline } from "@/lib/access/timeline";
import { useClock } from "./clock";
import { place, ticksOf } from "./timeline-axis";
import { type Item, itemAt, itemsOf } from "./timeline-items";
import { TimelineLane } from "./timeline-lane";
import { TimelineLegend } from "./timeline-legend";

const hint = "Point at a bar, or move through them with the arrow keys.";

/**
 * A customer's history as a picture. Screen readers and the keyboard meet it as one list of links in order of time, one tab stop
 * with arrow keys inside; the picture marks the link that has focus and its sentence stands below.
 */
export function TimelineChart({ timeline }: { timeline: Timeline }) {
  const { lanes, domain, earlier, undated } = timeline;
  const { now } = useClock();
  const items = useMemo(() => itemsOf(timeline), [timeline]);
  const ticks = useMemo(() => ticksOf(domain), [domain]);
  const [pointed, setPointed] = useState<Item>();
  const [focused, setFocused] = useState<Item>();
  const shown = pointed ?? focused;
  const nowAt = now >= domain.from && now <= domain.to ? place(now, domain) : undefined;
  const point = (event: PointerEvent, lane: number) => {
    const plot = event.currentTarget.getBoundingClientRect();
    const perPixel = 100 / plot.width;
    setPointed(itemAt(items, lane, (event.clientX - plot.left) * perPixel, 7 * perPixel));
  };
  return (
    <figure className="@container rounded-lg border border-line bg-surface px-4 pt-3 pb-3 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent">
      <div className="relative">
        <div aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-0 left-0 @lg:left-24">
          {ticks.map(({ at }) => (
            <span
              key={at}
              className="absolute top-5 bottom-5 border-l border-line"
              style={{ left: `${place(at, domain)}%` }}
            />
          ))}
        </div>
        <div className="h-5" />
        {lanes.map((lane, index) => (
          <div key={lane.id} className="relative @lg:grid @lg:grid-cols-[6rem_minmax(0,1fr)] @lg:items-center">
            <div title={lane.title} className="break-words pr-3 text-sm text-ink-soft max-[24rem]:pt-1">
              <bdi>{lane.title}</bdi>
            </div>
            {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the list of links below does the same by keyboard */}
            <div
              className={`relative ${pointed?.lane === index ? "cursor-pointer" : ""}`}
              onPointerMove={(event) => point(event, index)}
              onPointerLeave={() => setPointed(undefined)}
              onClick={() => pointed && window.location.assign(`#${pointed.rowId}`)}
            >
              <TimelineLane lane={lane} domain={domain} />
              {shown?.lane === index && <Ring item={shown} />}
            </div>
          </div>
        ))}
        <div
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-0 left-0 text-sm text-ink-soft @lg:left-24"
        >
          {nowAt !== undefined && (
            <span className="absolute top-5 bottom-5 border-l-[1.5px] border-ink" style={{ left: `${nowAt}%` }}>
              <span className="absolute -top-5 -translate-x-1/2 font-medium text-ink">now</span>
            </span>
          )}
          {ticks.map(({ at, label }, position) => (
            <span
              key={at}
              className={`absolute bottom-0 whitespace-nowrap ${position % 2 ? "@max-lg:hidden" : ""}`}
              style={{
                left: `${place(at, domain)}%`,
                transform: `translateX(-${place(at, domain) > 96 ? 100 : place(at, domain) < 4 ? 0 : 50}%)`,
              }}
            >
              {label}
            </span>
          ))}
        </div>
        <div className="h-6" />
      </div>
      <ItemList items={items} onFocus={setFocused} />
      <figcaption className="flex flex-wrap justify-between gap-x-6 gap-y-1 border-t border-line pt-2 text-sm">
        <span aria-hidden="true" className={`min-h-10 w-full @lg:min-h-5 ${shown ? "text-ink" : "text-ink-soft"}`}>
          <bdi>{shown?.sentence ?? hint}</bdi>
        </span>
        <TimelineLegend lanes={lanes} />
        {earlier + undated > 0 && (
          <span className="w-full text-ink-soft">
            Not drawn:{" "}
            {[
              earlier && `${groupDigits(earlier)} earlier`,
              undated && `${groupDigits(undated)} without a readable date`,
            ]
              .filter(Boolean)
              .join(", ")}
            .
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function Ring({ item: { start, end, mark } }: { item: Item }) {
  const box = mark
    ? { left: `calc(${start}% - 9px)`, width: "18px", top: "5px", height: "18px", borderRadius: "9px" }
    : { left: `calc(${start}% - 3px)`, width: `calc(${end - start}% + 6px)`, top: "5px", height: "18px" };
  return (
    <span aria-hidden="true" className="pointer-events-none absolute rounded-sm border-2 border-ink" style={box} />
  );
}

function ItemList({ items, onFocus }: { items: Item[]; onFocus: (item: Item | undefined) => void }) {
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState(0);
  const [ready, setReady] = useState(false);
  // after the first paint: the served page stays small however long the history is
  useEffect(() => setReady(true), []);
  const stop = Math.min(current, items.length - 1);
  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
      Home: -items.length,
      End: items.length,
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = Math.min(items.length - 1, Math.max(0, stop + step));
    setCurrent(next);
    list.current?.querySelectorAll("a")[next]?.focus({ preventScroll: true });
  };
  return (
    <ol ref={list} className="sr-only" onKeyDown={move}>
      {ready &&
        items.map((item, position) => (
          <li key={item.key}>
            <a
              href={`#${item.rowId}`}
              tabIndex={position === stop ? 0 : -1}
              onFocus={() => onFocus(item)}
              onBlur={() => onFocus(undefined)}
            >
              {item.sentence}
            </a>
          </li>
        ))}
    </ol>
  );
}
