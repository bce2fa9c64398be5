"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { Sentence } from "@/components/sentence";
import { Skeleton } from "@/components/skeleton";
import { Time } from "@/components/time";
import type { Sides } from "@/lib/customers/show-sides";
import type { Side } from "@/lib/operations/tell-sides";
import { askConsole } from "../ask-console";

async function readSides(path: string, signal: AbortSignal): Promise<Sides> {
  const body = (await askConsole(path, { signal })) as Sides | { error: { message: string } };
  if ("error" in body) throw new Error(body.error.message);
  return body;
}

type BothSidesProps = { id: string; app: string; profileId: string };

/** What Adapty showed just before it was sent beside what it shows now, read when the sheet opens. */
export function BothSides({ id, app, profileId }: BothSidesProps) {
  const heading = useId();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["sides", app, profileId, id],
    queryFn: ({ signal }) => readSides(`/api/apps/${app}/customers/${profileId}/sides/${id}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <section aria-labelledby={heading} aria-busy={isFetching} className="space-y-3 rounded-md bg-sunken px-4 py-3">
      <h3 id={heading} className="font-semibold">
        Before and now
      </h3>
      {data && <Shown sides={data} />}
      {!data && !error && <Skeleton />}
      {error && (
        <Notice
          live
          tone="warning"
          title="What Adapty shows now could not be read"
          actions={
            <Button busy={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          <p>{error.message}</p>
        </Notice>
      )}
    </section>
  );
}

const Shown = ({ sides: { asked, sentAt, readAt, sides } }: { sides: Sides }) => (
  <>
    <p className="break-words">
      Asked for: <Sentence parts={asked} />
    </p>
    {sides.map((side) => (
      <Compared key={side.what} {...side} />
    ))}
    <p className="text-sm text-ink-soft">
      Before: just before it was sent, <Time at={sentAt} />. Now: <Time at={readAt} />.
    </p>
  </>
);

function Compared({ what, ...side }: Side) {
  const hidden = "hidden" in side;
  return (
    <div className="space-y-1">
      <p className="break-words font-medium">
        <bdi>{what}</bdi>
        {!hidden && side.same && <span className="ml-2 text-sm font-normal text-ink-soft">no difference</span>}
      </p>
      {hidden ? (
        <p className="text-ink-soft">Adapty never shows it, so nothing here tells.</p>
      ) : (
        <dl className="grid grid-cols-2 gap-x-4 [&_dd]:break-words [&_dt]:text-sm [&_dt]:text-ink-soft">
          <div>
            <dt>Before</dt>
            <dd>
              <bdi>
                <Sentence parts={side.before} />
              </bdi>
            </dd>
          </div>
          <div>
            <dt>Now</dt>
            <dd className={side.same ? undefined : "font-semibold"}>
              <bdi>
                <Sentence parts={side.now} />
              </bdi>
            </dd>
          </div>
        </dl>
      )}
    </div>
  );
}
