"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useEffectEvent } from "react";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Calls `onAsked` with the operation whose undoing the address asks for, by a link from anywhere: `?undo=<operation id>`. */
export function useAskedUndo(onAsked: (operationId: string) => void): void {
  const id = useSearchParams().get("undo");
  const open = useEffectEvent(onAsked);
  useEffect(() => {
    if (id === null) return;
    // A reload, or the way back, is not to ask for it again.
    window.history.replaceState(null, "", window.location.pathname);
    if (ID.test(id)) open(id);
  }, [id]);
}
