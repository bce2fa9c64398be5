"use client";

import { type KeyboardEvent, type MouseEvent, type RefObject, useLayoutEffect, useRef } from "react";

const fields = "[data-first], input:not([type=hidden]), select, textarea";

/**
 * Makes a native dialog modal for as long as it is mounted: focus goes to the first field (or the heading), and back to the opener
 * at the end. Escape and a press on the backdrop call `askToClose`, which decides.
 */
export function useModal(askToClose: () => void) {
  const dialog: RefObject<HTMLDialogElement | null> = useRef(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const opener = document.activeElement;
    element.showModal();
    const body = element.querySelector<HTMLElement>("[data-body]");
    (body?.querySelector<HTMLElement>(fields) ?? element.querySelector<HTMLElement>("h2"))?.focus();
    return () => {
      element.close();
      const back = opener instanceof HTMLElement && opener.isConnected ? opener : document.querySelector("main");
      back?.focus();
    };
  }, []);
  return {
    ref: dialog,
    onCancel: (event: { target: unknown; preventDefault: () => void }) => {
      event.preventDefault();
      if (event.target === dialog.current) askToClose();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      askToClose();
    },
    onMouseDown: (event: MouseEvent) => {
      if (event.target === dialog.current) askToClose();
    },
  };
}
