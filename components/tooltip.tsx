"use client";

import { type KeyboardEvent, type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from "react";

/**
 * A note that appears on hover and focus, in the top layer so that nothing clips it; Escape hides it and it can be hovered.
 * Spread `trigger` on the element it belongs to and render `bubble` beside it.
 */
export function useTooltip<Element extends HTMLElement>(note: ReactNode) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const anchor = useRef<Element>(null);
  if (!note) return { trigger: {}, bubble: null };
  const trigger = {
    ref: anchor,
    "aria-describedby": open ? id : undefined,
    onPointerEnter: () => setOpen(true),
    onPointerLeave: () => setOpen(false),
    onFocus: () => setOpen(true),
    onBlur: () => setOpen(false),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !open) return;
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    },
  };
  return { trigger, bubble: open && <Bubble id={id} anchor={anchor} note={note} onPointer={setOpen} /> };
}

type BubbleProps = {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  note: ReactNode;
  onPointer: (inside: boolean) => void;
};

function Bubble({ id, anchor, note, onPointer }: BubbleProps) {
  const bubble = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = bubble.current;
    if (!element || !anchor.current) return;
    element.showPopover();
    const place = () => {
      if (!anchor.current) return;
      const target = anchor.current.getBoundingClientRect();
      const { width, height } = element.getBoundingClientRect();
      const fitsBelow = target.bottom + height + 4 < window.innerHeight;
      element.style.left = `${Math.max(8, Math.min(target.left, window.innerWidth - width - 8))}px`;
      element.style.top = `${fitsBelow ? target.bottom : target.top - height}px`;
    };
    place();
    window.addEventListener("scroll", place, true);
    return () => window.removeEventListener("scroll", place, true);
  }, [anchor]);
  return (
    <span
      ref={bubble}
      id={id}
      role="tooltip"
      popover="manual"
      className="fixed inset-auto m-0 max-w-80 overflow-visible bg-transparent py-1 text-left"
      onPointerEnter={() => onPointer(true)}
      onPointerLeave={() => onPointer(false)}
    >
      <span className="block rounded-md bg-surface px-3 py-2 text-sm font-normal text-ink shadow-float">{note}</span>
    </span>
  );
}
