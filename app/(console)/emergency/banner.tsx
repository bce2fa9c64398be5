"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Button } from "@/components/button";
import { useClock } from "@/components/clock";
import { Time } from "@/components/time";
import type { Elevation } from "@/lib/auth/read-session";
import { useFailureToast } from "../use-failure-toast";
import { useRefreshingAction } from "../use-refreshing-action";
import { endEmergency } from "./actions";
import { StripNotice } from "./strip-notice";

const MINUTE = 60_000;

/** While one's own emergency access runs: how long still, and the way out. When it is over the page is drawn anew. */
export function Banner({ elevation: { id, endsAt, reason } }: { elevation: Elevation }) {
  const { now } = useClock();
  const router = useRouter();
  const { busy, send } = useRefreshingAction(endEmergency);
  const tell = useFailureToast();
  const end = async () => {
    const result = await send({ id });
    if (!result.ok) tell(result.error);
  };
  const left = Date.parse(endsAt) - now;
  const over = left <= 0;
  useEffect(() => {
    if (over) router.refresh();
  }, [over, router]);
  const minutes = Math.max(1, Math.ceil(left / MINUTE));
  return (
    <StripNotice
      action={
        <Button size="sm" busy={busy} onClick={end}>
          End now
        </Button>
      }
    >
      <span className="font-semibold">Emergency access</span> until <Time at={endsAt} /> (
      {minutes === 1 ? "1 minute" : `${minutes} minutes`} left): <bdi>{reason}</bdi>. Everything you do is marked with
      it.
    </StripNotice>
  );
}
