"use client";

import { useRouter } from "next/navigation";
import { Suspense, useState } from "react";
import { Button } from "@/components/button";
import { lazyPart } from "../../../../lazy-part";

const EraseSheet = lazyPart(() => import("./erase-sheet").then(({ EraseSheet }) => EraseSheet));

type EraseButtonProps = {
  app: { id: string; name: string };
  profileId: string;
  /** Why this agent may not. */
  disabledReason: string | undefined;
};

/** Opens what this console keeps of a customer, to download or erase it, where there is no customer to show any more. */
export function EraseButton({ app, profileId, disabledReason }: EraseButtonProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" disabledReason={disabledReason} onClick={() => setOpen(true)}>
        Download or erase
      </Button>
      {open && (
        <Suspense>
          <EraseSheet
            app={app}
            profileId={profileId}
            customerUserId={null}
            onErased={() => router.refresh()}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
