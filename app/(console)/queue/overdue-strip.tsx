"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { PageLink } from "@/components/page-link";
import { Time } from "@/components/time";
import type { Overdue } from "@/lib/operations/overdue";
import { askConsole } from "../ask-console";
import { StripNotice } from "../emergency/strip-notice";

const KEY = ["overdue"];

async function readOverdue(signal: AbortSignal): Promise<Overdue> {
  const body = (await askConsole("/api/overdue", { signal })) as Overdue | { error: { message: string } };
  if ("error" in body) throw new Error(body.error.message);
  return body;
}

/**
 * Tells whoever may settle it, on every page, that something sent over an hour ago is not confirmed. Read anew with each page,
 * and not by the clock: a page that nobody looks at must not keep its session open.
 */
export function OverdueStrip({ overdue }: { overdue: Overdue }) {
  const path = usePathname();
  const client = useQueryClient();
  const { data, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => readOverdue(signal),
    initialData: overdue,
  });
  useEffect(() => void client.setQueryData(KEY, overdue), [client, overdue]);
  const seen = useRef(path);
  useEffect(() => {
    if (seen.current === path) return;
    seen.current = path;
    void refetch();
  }, [path, refetch]);
  const { count, since } = data;
  if (count === 0 || since === null) return null;
  return (
    <StripNotice>
      {count === 1 ? "One change was" : `${count} changes were`} sent over an hour ago and not confirmed since
      {count > 1 && ", the oldest"}: <Time at={since} />.{" "}
      <PageLink href="/queue" className="link whitespace-nowrap">
        Look at the queue
      </PageLink>
    </StripNotice>
  );
}
