"use client";

import { useEffect, useMemo, useRef } from "react";

const told = new Set<string>();

/** Whether a form that is open tells what becomes of it, or has told it: nobody says the same a second time. */
export const isTold = (operationId: string): boolean => told.has(operationId);

/** For a form that tells what becomes of what it sends, for as long as it is open and that is not known. */
export function useTelling() {
  const open = useRef<string | null>(null);
  useEffect(
    () => () => {
      if (open.current) told.delete(open.current);
    },
    [],
  );
  return useMemo(
    () => ({
      begin: (operationId: string) => {
        open.current = operationId;
        told.add(operationId);
      },
      end: () => {
        open.current = null;
      },
    }),
    [],
  );
}
