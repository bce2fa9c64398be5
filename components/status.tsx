import type { ReactNode } from "react";
import type { Tone } from "./tone";

const shapes: Record<Tone, ReactNode> = {
  active: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  ending: (
    <>
      <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 6V1.75A4.25 4.25 0 0 1 10.25 6Z" fill="currentColor" />
    </>
  ),
  info: <path d="M6 .75 11.25 6 6 11.25.75 6Z" fill="currentColor" />,
  warning: (
    <path d="M6 1 11.5 10.75H.5ZM5.25 4.5v3h1.5v-3Zm0 3.9v1.35h1.5V8.4Z" fill="currentColor" fillRule="evenodd" />
  ),
  over: <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  wrong: <path d="M2.5 2.5l7 7m0-7-7 7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  unknown: (
    <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.2 2.25" />
  ),
  comp: <rect x="1.5" y="1.5" width="9" height="9" rx="1.5" fill="currentColor" />,
};

/** The shape alone, for places where the word stands beside it anyway. */
export function StatusShape({ tone }: { tone: Tone }) {
  return (
    <svg data-tone={tone} viewBox="0 0 12 12" className="relative top-px size-3 shrink-0 text-tone" aria-hidden="true">
      {shapes[tone]}
    </svg>
  );
}

export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      data-tone={tone}
      className={`inline-flex max-w-full items-baseline gap-1.5 @xl:whitespace-nowrap rounded-sm border px-1.5 text-sm text-tone ${
        tone === "unknown" ? "border-dashed border-tone-solid" : "border-transparent bg-tone-soft"
      }`}
    >
      <StatusShape tone={tone} />
      <span className="min-w-0 break-words">{children}</span>
    </span>
  );
}

/** Where something comes from, not how it fares: an outline beside the state. */
export function CompTag({ children = "Comp" }: { children?: ReactNode }) {
  return (
    <span
      data-tone="comp"
      className="inline-flex whitespace-nowrap rounded-sm border border-tone-solid px-1.5 text-sm text-tone"
    >
      {children}
    </span>
  );
}

export function SandboxTag() {
  return (
    <span className="hatched inline-flex rounded-sm border border-dashed border-line-strong px-1.5 text-sm text-ink-soft">
      Sandbox
    </span>
  );
}
