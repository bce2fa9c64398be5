"use client";

import { useEffect } from "react";
import { useWhileThere } from "../../../use-while-there";

const SOON_MS = [2_000, 8_000, 20_000];
const THEN_MS = 60_000;

/** Looks for what became of a write while that is open: soon, then each minute, and at once when the page `knows`. */
export function useLooks(look: () => void, { open, knows }: { open: boolean; knows: boolean }) {
  useEffect(() => {
    if (!open) return;
    const timers = SOON_MS.map((delay) => setTimeout(look, delay));
    return () => timers.forEach(clearTimeout);
  }, [open, look]);
  useWhileThere(look, open ? THEN_MS : null);
  useEffect(() => {
    if (open && knows) look();
  }, [open, knows, look]);
}
