import type { ReactNode } from "react";
import { StatusShape } from "@/components/status";

/** A line above every page. */
export const StripNotice = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div
    role="status"
    data-tone="warning"
    className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-tone-soft px-4 py-2 sm:px-7"
  >
    <span className="flex h-5 items-center">
      <StatusShape tone="warning" />
    </span>
    <p className="min-w-0 grow basis-60 break-words">{children}</p>
    {action}
  </div>
);
