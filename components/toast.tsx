"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { Icon } from "./icon";
import { Notice } from "./notice";

export type Toast = {
  /** Done goes by itself unless someone is at it; refused and unknown stay until dismissed. */
  outcome: "done" | "refused" | "unknown";
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
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
  const show = useCallback(
    (toast: Toast) => setToasts((now) => [...now.slice(-2), { ...toast, id: (now.at(-1)?.id ?? 0) + 1 }]),
    [],
  );
  const dismiss = useCallback((id: number) => setToasts((now) => now.filter((toast) => toast.id !== id)), []);
  const cards = (refused: boolean) =>
    toasts
      .filter(({ outcome }) => (outcome === "refused") === refused)
      .map((toast) => <ToastCard key={toast.id} toast={toast} onDismiss={() => dismiss(toast.id)} />);
  return (
    <ToastContext value={show}>
      {children}
      <div className="pointer-events-none fixed inset-x-4 bottom-4 z-40 flex flex-col items-end">
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

function ToastCard({ toast, onDismiss }: { toast: Toast; onDismiss: () => void }) {
  const [held, setHeld] = useState(false);
  const goes = toast.outcome === "done" && !held;
  useEffect(() => {
    if (!goes) return;
    const timer = setTimeout(onDismiss, toast.actions ? 20_000 : 8_000);
    return () => clearTimeout(timer);
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the clock while someone reads
    <div
      className="pointer-events-auto relative mt-2 w-full max-w-104 animate-rise rounded-md bg-surface shadow-float"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className="[&_p:first-child]:pr-6 [&>[data-tone=active]]:bg-surface">
        <Notice tone={tones[toast.outcome]} title={toast.title} actions={toast.actions}>
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
