"use client";

import { Suspense, useState } from "react";
import { Button } from "@/components/button";
import { SideSection } from "@/components/section";
import { lazyPart } from "../../../lazy-part";

const RawText = lazyPart(() => import("./raw-text").then(({ RawText }) => RawText));

/** Adapty's answer as it came, read anew when asked for: nothing of it is hidden by the page's own reading. */
export function RawAnswer({ app, profileId }: { app: string; profileId: string }) {
  const [open, setOpen] = useState(false);
  const show = (reading: boolean) => (
    <Button size="sm" busy={reading} onClick={() => setOpen(true)}>
      Show JSON
    </Button>
  );
  return (
    <SideSection
      title="Raw answer"
      aside={
        open ? (
          <button type="button" className="link min-h-6" onClick={() => setOpen(false)}>
            Close
          </button>
        ) : undefined
      }
    >
      {open ? (
        <Suspense fallback={show(true)}>
          <RawText app={app} profileId={profileId} reading={show(true)} />
        </Suspense>
      ) : (
        show(false)
      )}
    </SideSection>
  );
}
