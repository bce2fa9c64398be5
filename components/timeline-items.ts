import type { Timeline } from "@/lib/access/timeline";
import { place } from "./timeline-axis";

/** A bar or a mark as something to point at: its place in per cent of the domain and the sentence it stands for. */
export type Item = {
  key: string;
  lane: number;
  start: number;
  end: number;
  mark: boolean;
  sentence: string;
  rowId: string;
};

/** Every bar and mark in order of time. */
export function itemsOf({ lanes, domain }: Timeline): Item[] {
  const items = lanes.flatMap((lane, index) => [
    ...lane.bars.map(({ from, to, label, rowId }, position) => ({
      key: `${index}b${position}`,
      lane: index,
      start: place(from, domain),
      end: to === null ? 100 : place(to, domain),
      mark: false,
      sentence: `${lane.title}: ${label}`,
      rowId,
    })),
    ...lane.marks.map(({ at, label, rowId }, position) => ({
      key: `${index}m${position}`,
      lane: index,
      start: place(at, domain),
      end: place(at, domain),
      mark: true,
      sentence: `${lane.title}: ${label}`,
      rowId,
    })),
  ]);
  return items.sort((a, b) => a.start - b.start || a.lane - b.lane);
}

/** What lies under a point of a lane, `x` and `reach` in per cent: the nearest mark within reach, else a bar. */
export function itemAt(items: Item[], lane: number, x: number, reach: number): Item | undefined {
  const distance = ({ start, end }: Item) => Math.max(start - x, x - end, 0);
  const near = items.filter((item) => item.lane === lane && distance(item) <= reach);
  return near.sort((a, b) => Number(b.mark) - Number(a.mark) || distance(a) - distance(b))[0];
}
