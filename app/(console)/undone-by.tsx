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

const line = (word: string, between: string) =>
  function UndoLine({ by, at, href }: UndoLineProps) {
    return (
      <p className="text-sm text-ink-soft">
        {href === undefined ? (
          word
        ) : (
          <PageLink href={href} className="link">
            {word}
          </PageLink>
        )}{" "}
        {between} <bdi>{by}</bdi>, <Time at={at} />
      </p>
    );
  };

/** Of something done from here: that it was undone, by whom and when. */
export const UndoneBy = line("Undone", "by");

/** Of something that undoes: what was done before, by whom and when. */
export const Undoes = line("Undoes", "what was done by");
