"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/button";

const StartSheet = lazy(() => import("./start-sheet").then((file) => ({ default: file.StartSheet })));

/** Opens the form of emergency access over what is open, which stays as it is. */
export function StartButton({ disabledReason, size }: { disabledReason?: string | undefined; size?: "sm" }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size={size} disabledReason={disabledReason} onClick={() => setOpen(true)}>
        Emergency access…
      </Button>
      {open && (
        <Suspense>
          <StartSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
