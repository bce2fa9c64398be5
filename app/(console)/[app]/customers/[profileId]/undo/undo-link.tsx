"use client";

import { useRouter } from "next/navigation";
import { buttonClass } from "@/components/button-class";
import { PageLink } from "@/components/page-link";
import type { ToldEntry } from "@/lib/operations/describe-request";

type UndoLinkProps = { app: string; profileId: string; entry: Pick<ToldEntry, "id" | "title"> };

/** Opens the sheet that undoes something done to a customer, from wherever one is by then. */
export function UndoLink({ app, profileId, entry }: UndoLinkProps) {
  const router = useRouter();
  const path = `/${app}/customers/${profileId}`;
  const go = (href: string) => {
    // On the customer's page already: nothing of it is to be read again.
    if (window.location.pathname === path) window.history.replaceState(null, "", href);
    else router.push(href);
  };
  return (
    <PageLink href={`${path}?undo=${entry.id}`} go={go} className={buttonClass("plain", "sm")}>
      Undo <span className="sr-only">{entry.title}</span>
    </PageLink>
  );
}
