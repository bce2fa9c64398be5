import type { ReactNode } from "react";
import { buttonClass } from "@/components/button-class";
import { Notice } from "@/components/notice";
import { PageLink } from "@/components/page-link";
import { Time } from "@/components/time";
import { SHORTEST } from "@/lib/audit/search-words";

type ListFrameProps = {
  /** The labels of what the address asks for and cannot be read. */
  unread: string[];
  /** The text asked for has no word that is long enough. */
  tooShort: boolean;
  /** Where the newest page is, on an older one. */
  newest: string | undefined;
  older: string | undefined;
  /** How far back it was looked, where that is not as far as there is anything. */
  lookedTo?: string | null;
  children: ReactNode;
};

/** Around a list that is read page by page: what was not understood above it, the way to other pages below. */
export function ListFrame({ unread, tooShort, newest, older, lookedTo, children }: ListFrameProps) {
  return (
    <>
      {unread.length > 0 && (
        <Notice tone="warning" title={`Not filtered by ${unread.join(", ")}`}>
          <p>What the address asks for there cannot be read. The rest of it counts.</p>
        </Notice>
      )}
      {tooShort && (
        <Notice tone="warning" title="Not filtered by Text">
          <p>Give at least {SHORTEST} letters or digits of one word: shorter ones are in nearly every entry.</p>
        </Notice>
      )}
      {children}
      {lookedTo && (
        <p className="text-sm text-ink-soft">
          Looked back to <Time at={lookedTo} /> so far: each thing you ask for is frequent, all of them together are
          not. What is older may fit too.
        </p>
      )}
      {(newest || older) && (
        <nav aria-label="Pages" className="flex flex-wrap gap-2">
          {newest && (
            <PageLink href={newest} className={buttonClass("plain", "sm")}>
              Newest
            </PageLink>
          )}
          {older && (
            <PageLink href={older} className={buttonClass("plain", "sm")}>
              {lookedTo ? "Look further back" : "Older"}
            </PageLink>
          )}
        </nav>
      )}
    </>
  );
}
