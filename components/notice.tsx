import type { ReactNode } from "react";
import { StatusShape } from "./status";

type NoticeProps = {
  tone: "active" | "info" | "warning" | "wrong" | "unknown";
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Set when it appears in answer to what the agent did: it is then read out, at once if something is wrong. */
  live?: boolean;
};

export function Notice({ tone, title, children, actions, live }: NoticeProps) {
  const role = live ? (tone === "wrong" ? "alert" : "status") : undefined;
  return (
    <div
      data-tone={tone}
      role={role}
      className={`flex gap-3 rounded-md border-l-3 bg-tone-soft px-3 py-3 text-ink border-tone-solid ${tone === "unknown" ? "border-dashed" : ""}`}
    >
      <span className="flex h-5 items-center">
        <StatusShape tone={tone} />
      </span>
      <div className="min-w-0 grow space-y-1">
        <p className="font-semibold text-tone">{title}</p>
        {children && <div className="break-words">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-1 empty:hidden">{actions}</div>}
      </div>
    </div>
  );
}
