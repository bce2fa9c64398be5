"use client";

import { type ReactNode, useId } from "react";
import { useModal } from "./modal";

type DialogProps = { title: ReactNode; busy?: boolean; onClose: () => void; footer: ReactNode; children: ReactNode };

/** A small question over the page, or over a sheet that stays as it is. It is open while it is mounted. */
export function Dialog({ title, busy, onClose, footer, children }: DialogProps) {
  const titleId = useId();
  const modal = useModal(() => {
    if (!busy) onClose();
  });
  return (
    <dialog
      {...modal}
      aria-labelledby={titleId}
      className="m-auto w-[min(26rem,calc(100%-2rem))] rounded-md bg-surface p-0 text-ink shadow-float"
    >
      <div className="space-y-4 px-5 py-5">
        <h2 id={titleId} tabIndex={-1} className="break-words text-lg outline-none">
          {title}
        </h2>
        <div data-body="" className="space-y-4">
          {children}
        </div>
        {footer}
      </div>
    </dialog>
  );
}
