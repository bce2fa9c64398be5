"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/button";

/** Draws the page anew when asked to: by the clock it would keep the session of whoever has left open. */
export function LookAgain() {
  const router = useRouter();
  const [busy, start] = useTransition();
  return (
    <Button busy={busy} onClick={() => start(() => router.refresh())}>
      Look again
    </Button>
  );
}
