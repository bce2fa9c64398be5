"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "./button";
import { Icon } from "./icon";
import { useModal } from "./modal";
import { useUnsaved } from "./unsaved";

type SheetProps = {
  title: ReactNode;
  subtitle?: ReactNode;
  /** While true nothing closes it: an action is under way. */
  busy?: boolean;
  /** While true closing asks first, in the footer's place, and so does whatever would leave the page. */
  dirty?: boolean;
  onClose: () => void;
  footer: ReactNode;
  children: ReactNode;
};

/** A side sheet over the page, the whole screen under 640 px. It is open while it is mounted: `{open && <Sheet ...>}`. */
export function Sheet({ title, subtitle, busy, dirty, onClose, footer, children }: SheetProps) {
  const titleId = useId();
  const [asking, setAsking] = useState(false);
  const askToClose = () => {
    if (busy) return;
    if (dirty) setAsking(true);
    else onClose();
  };
  const modal = useModal(askToClose);
  useUnsaved(dirty === true);
  return (
    <dialog
      {...modal}
      aria-labelledby={titleId}
      className="m-0 ml-auto h-dvh max-h-none w-full max-w-none animate-sheet bg-surface p-0 text-ink shadow-float sm:w-120"
    >
      <div className="flex h-full flex-col">
        <header className="flex items-start justify-between gap-3 px-4 pt-5 pb-4 sm:px-6">
          <div className="min-w-0">
            <h2 id={titleId} tabIndex={-1} className="break-words text-lg outline-none">
              {title}
            </h2>
            {subtitle && <div className="text-sm text-ink-soft">{subtitle}</div>}
          </div>
          <Button
            kind="quiet"
            size="sm"
            aria-label="Close"
            onClick={askToClose}
            disabledReason={busy ? "Still working" : undefined}
          >
            <Icon name="x" className="size-4" />
          </Button>
        </header>
        <div data-body="" className="relative grow space-y-5 overflow-y-auto overscroll-contain px-4 pt-1 pb-6 sm:px-6">
          {children}
        </div>
        <footer className="border-t border-line px-4 py-4 sm:px-6">
          {asking ? <Discard onKeep={() => setAsking(false)} onDiscard={onClose} /> : footer}
        </footer>
      </div>
    </dialog>
  );
}

/** Lays out a sheet's or dialog's footer: a remark on the left, the buttons on the right, the deciding one last. */
export function FooterRow({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-3">
      <div className="min-w-32 grow basis-0 text-sm text-ink-soft">{note}</div>
      <div className="flex flex-wrap justify-end gap-2">{children}</div>
    </div>
  );
}

function Discard({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => row.current?.querySelector("button")?.focus(), []);
  return (
    <div ref={row} role="alert">
      <FooterRow note="What you entered has not been sent.">
        <Button onClick={onKeep}>Keep editing</Button>
        <Button kind="danger" onClick={onDiscard}>
          Discard it
        </Button>
      </FooterRow>
    </div>
  );
}
