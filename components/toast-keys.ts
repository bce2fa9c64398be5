"use client";

import { type RefObject, useEffect, useRef } from "react";

/** The key that leads to the newest toast. */
export const TOAST_KEY = "F8";

const controls = "button:not([tabindex='-1']), a[href]";

/** TOAST_KEY moves the focus into the newest toast within `area`; what it answers brings it back from there. */
export function useToastKeys(area: RefObject<HTMLElement | null>): () => void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== TOAST_KEY || document.querySelector("dialog[open]")) return;
      const newest = [...(area.current?.querySelectorAll<HTMLElement>("[data-toast]") ?? [])].at(-1);
      if (!newest) return;
      event.preventDefault();
      if (!area.current?.contains(document.activeElement)) before.current = document.activeElement;
      newest.querySelector<HTMLElement>(controls)?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, [area]);
  return () => {
    if (!area.current?.contains(document.activeElement)) return;
    const back = before.current instanceof HTMLElement && before.current.isConnected ? before.current : undefined;
    (back ?? document.querySelector("main"))?.focus();
  };
}
