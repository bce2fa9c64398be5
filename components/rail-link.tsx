"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageLink } from "./page-link";

type RailLinkProps = {
  href: string;
  /** Paths whose beginning marks this entry as the current one; href itself always does. */
  under?: string[];
  children: ReactNode;
};

export function RailLink({ href, under = [], children }: RailLinkProps) {
  const path = usePathname();
  const current = path === href || [...under, href].some((start) => start !== "/" && path.startsWith(`${start}/`));
  return (
    <PageLink
      href={href}
      aria-current={current ? "page" : undefined}
      onClick={(event) => event.currentTarget.closest<HTMLElement>(":popover-open")?.hidePopover()}
      className="flex min-h-8 items-center justify-between gap-2 rounded-md px-2 text-ink-soft hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
    >
      {children}
    </PageLink>
  );
}
