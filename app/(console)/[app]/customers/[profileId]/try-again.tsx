"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/button";

export function TryAgain() {
  const router = useRouter();
  const [busy, startTransition] = useTransition();
  return (
    <Button size="sm" busy={busy} onClick={() => startTransition(() => router.refresh())}>
      Try again
    </Button>
  );
}
