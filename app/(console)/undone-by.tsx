import { PageLink } from "@/components/page-link";
import { Time } from "@/components/time";

type UndoneByProps = {
  by: string;
  /** ISO in UTC. */
  at: string;
  /** Where what undid it stands. */
  href?: string | undefined;
};

/** Of something done from here: that it was undone, by whom and when. */
export const UndoneBy = ({ by, at, href }: UndoneByProps) => (
  <p className="text-sm text-ink-soft">
    {href === undefined ? (
      "Undone"
    ) : (
      <PageLink href={href} className="link">
        Undone
      </PageLink>
    )}{" "}
    by <bdi>{by}</bdi>, <Time at={at} />
  </p>
);
