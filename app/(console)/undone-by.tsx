import { PageLink } from "@/components/page-link";
import { Time } from "@/components/time";

type UndoLineProps = {
  /** Who did the other one. */
  by: string;
  /** When, ISO in UTC. */
  at: string;
  /** Where it stands. */
  href?: string | undefined;
};

const Linked = ({ href, children }: { href: string | undefined; children: string }) =>
  href === undefined ? (
    children
  ) : (
    <PageLink href={href} className="link">
      {children}
    </PageLink>
  );

/** Of something done from here: that it was undone, by whom and when. */
export const UndoneBy = ({ by, at, href }: UndoLineProps) => (
  <p className="text-sm text-ink-soft">
    <Linked href={href}>Undone</Linked> by <bdi>{by}</bdi>, <Time at={at} />
  </p>
);

/** Of something that undoes: what was done before, by whom and when. */
export const Undoes = ({ by, at, href }: UndoLineProps) => (
  <p className="text-sm text-ink-soft">
    <Linked href={href}>Undoes</Linked> what was done by <bdi>{by}</bdi>, <Time at={at} />
  </p>
);
