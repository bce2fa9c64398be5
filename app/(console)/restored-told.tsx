import { PageLink } from "@/components/page-link";
import { Time } from "@/components/time";
import { StripNotice } from "./emergency/strip-notice";
import { KeepFresh } from "./queue/keep-fresh";

export type RestoredProps = { of: string; left: number; seesQueue: boolean };

const sayLeft = (left: number) =>
  left === 1 ? "one write that was under way then is" : `${left} writes that were under way then are`;

/** Why nothing can be sent, and what it waits for; gone by itself once that is over. */
export const RestoredTold = ({ of, left, seesQueue }: RestoredProps) => (
  <StripNotice>
    <span className="font-semibold">Restored from a backup</span> of <Time at={of} />: nothing can be sent to Adapty
    until {left === 0 ? "what was under way then is" : sayLeft(left)} looked for there. The console does that by itself.{" "}
    {seesQueue && (
      <PageLink href="/queue" className="link whitespace-nowrap">
        See the queue
      </PageLink>
    )}
    <KeepFresh />
  </StripNotice>
);
