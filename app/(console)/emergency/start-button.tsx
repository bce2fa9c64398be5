"use client";

import { Suspense, useState } from "react";
import { Button } from "@/components/button";
import { lazyPart } from "../lazy-part";

const StartSheet = lazyPart(() => import("./start-sheet").then(({ StartSheet }) => StartSheet));

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
