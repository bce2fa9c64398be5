"use client";

import { useEffect } from "react";

let unsaved = 0;

/** Whether the page may be left for another one: asks while something on it is not saved. */
export const mayLeave = (): boolean =>
  unsaved === 0 || window.confirm("What you changed here is not saved. Leave this page and lose it?");

/** While `dirty`, leaving the page asks first: by the console's links and its search as well as by closing the tab. */
export function useUnsaved(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    unsaved++;
    window.addEventListener("beforeunload", warn);
    return () => {
      unsaved--;
      window.removeEventListener("beforeunload", warn);
    };
  }, [dirty]);
}
