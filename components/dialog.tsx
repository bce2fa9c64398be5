"use client";

import { type ReactNode, useId } from "react";
import { useModal } from "./modal";

type DialogProps = { title: ReactNode; busy?: boolean; onClose: () => void; footer: ReactNode; children: ReactNode };

/** A small question in the middle of the page, open while it is mounted. The footer names what will happen. */
export function Dialog({ title, busy, onClose, footer, children }: DialogProps) {
  const titleId = useId();
  const modal = useModal(() => !busy && onClose());
  return (
    <dialog
      {...modal}
      aria-labelledby={titleId}
      className="m-auto w-[calc(100%-2rem)] max-w-124 animate-rise rounded-lg bg-surface p-0 text-ink shadow-float"
    >
      <div className="space-y-4 p-6">
        <h2 id={titleId} tabIndex={-1} className="text-lg outline-none">
          {title}
        </h2>
        <div data-body="" className="space-y-4">
          {children}
        </div>
        <footer className="pt-2">{footer}</footer>
      </div>
    </dialog>
  );
}
