"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { PageLink } from "@/components/page-link";
import { Time } from "@/components/time";
import type { ShownElevation } from "@/lib/emergency/list-elevations";
import { askConsole } from "../ask-console";
import { EndButton } from "./end-button";
import { StripNotice } from "./strip-notice";

type Open = { open: ShownElevation[] };

async function readOpen(signal: AbortSignal): Promise<Open> {
  const body = (await askConsole("/api/emergency", { signal })) as Open | { error: { message: string } };
  if ("error" in body) throw new Error(body.error.message);
  return body;
}

/** Tells an admin on every page who has emergency access now, and afterwards that it waits for review. Read anew with each page. */
export function Alerts({ open }: Open) {
  const path = usePathname();
  const { data, refetch } = useQuery({
    queryKey: ["emergency"],
    queryFn: ({ signal }) => readOpen(signal),
    initialData: { open },
  });
  const seen = useRef(path);
  useEffect(() => {
    if (seen.current === path) return;
    seen.current = path;
    void refetch();
  }, [path, refetch]);

  const running = data.open.filter((one) => one.running);
  const waiting = data.open.length - running.length;
  return (
    <>
      {running.map(({ id, name, endsAt, reason }) => (
        <StripNotice key={id} action={<EndButton id={id} name={name} onEnded={() => void refetch()} />}>
          <bdi className="font-semibold">{name}</bdi> has emergency access until {endsAt && <Time at={endsAt} />}:{" "}
          <bdi>{reason}</bdi>{" "}
          <PageLink href="/emergency" className="link whitespace-nowrap">
            See what is done
          </PageLink>
        </StripNotice>
      ))}
      {waiting > 0 && (
        <StripNotice>
          {waiting === 1 ? "One use" : `${waiting} uses`} of emergency access {waiting === 1 ? "waits" : "wait"} for
          review.{" "}
          <PageLink href="/emergency" className="link whitespace-nowrap">
            Review
          </PageLink>
        </StripNotice>
      )}
    </>
  );
}
