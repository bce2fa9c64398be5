"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { Icon } from "./icon";
import { Kbd } from "./kbd";
import { Notice } from "./notice";
import { TOAST_KEY, useToastKeys } from "./toast-keys";

export type Toast = {
  /** Done goes by itself unless someone is at it; refused and unknown stay until dismissed. */
  outcome: "done" | "refused" | "unknown";
  title: string;
  text?: ReactNode;
  /** What can be done from it: it stays longer then, and a key leads to it. */
  actions?: ReactNode;
  /** What it tells of. A later one that `replaces` that takes its place. */
  about?: string | undefined;
  replaces?: string | undefined;
};

const ToastContext = createContext<((toast: Toast) => void) | null>(null);

const tones = { done: "active", refused: "wrong", unknown: "unknown" } as const;

/** Returns a function that shows a toast: read out politely when done or unknown, at once when refused. */
export function useToast() {
  const show = useContext(ToastContext);
  if (!show) throw new Error("Toasts need a ToastProvider around them");
  return show;
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([]);
  const area = useRef<HTMLDivElement>(null);
  const leave = useToastKeys(area);
  const show = useCallback(
    (toast: Toast) =>
      setToasts((now) => {
        const held = now.filter(({ about }) => about === undefined || about !== toast.replaces);
        return [...held.slice(-2), { ...toast, id: (now.at(-1)?.id ?? 0) + 1 }];
      }),
    [],
  );
  const remove = useCallback((id: number) => setToasts((now) => now.filter((toast) => toast.id !== id)), []);
  const dismiss = (id: number) => {
    leave();
    remove(id);
  };
  const cards = (refused: boolean) =>
    toasts
      .filter(({ outcome }) => (outcome === "refused") === refused)
      .map((toast) => (
        <ToastCard key={toast.id} toast={toast} onGone={() => remove(toast.id)} onDismiss={() => dismiss(toast.id)} />
      ));
  return (
    <ToastContext value={show}>
      {children}
      <div ref={area} className="pointer-events-none fixed inset-x-4 bottom-4 z-40 flex flex-col items-end">
        <div role="alert" className="contents">
          {cards(true)}
        </div>
        <div role="status" className="contents">
          {cards(false)}
        </div>
      </div>
    </ToastContext>
  );
}

type ToastCardProps = {
  toast: Toast;
  /** Its time is over. */
  onGone: () => void;
  /** Somebody is done with it. */
  onDismiss: () => void;
};

function ToastCard({ toast, onGone, onDismiss }: ToastCardProps) {
  const [held, setHeld] = useState(false);
  const goes = toast.outcome === "done" && !held;
  useEffect(() => {
    if (!goes) return;
    const timer = setTimeout(onGone, toast.actions ? 20_000 : 8_000);
    return () => clearTimeout(timer);
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the clock while someone reads
    <div
      data-toast=""
      className="pointer-events-auto relative mt-2 w-full max-w-104 animate-rise rounded-md bg-surface shadow-float"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={({ key }) => {
        if (key === "Escape") onDismiss();
      }}
    >
      <div className="[&_p:first-child]:pr-6 [&>[data-tone=active]]:bg-surface">
        <Notice
          tone={tones[toast.outcome]}
          title={toast.title}
          actions={
            toast.actions && (
              <>
                {toast.actions}
                <span className="ml-auto flex items-center gap-1 text-sm text-ink-soft pointer-coarse:hidden">
                  <span className="sr-only">To come here press </span>
                  <Kbd>{TOAST_KEY}</Kbd>
                </span>
              </>
            )
          }
        >
          {toast.text}
        </Notice>
      </div>
      <button
        type="button"
        aria-label="Dismiss"
        onClick={onDismiss}
        className="absolute top-2 right-2 inline-flex size-6 items-center justify-center rounded-sm text-ink-soft hover:text-ink"
      >
        <Icon name="x" className="size-4" />
      </button>
    </div>
  );
}
