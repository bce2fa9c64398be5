"use client";

import { useEffect, useEffectEvent } from "react";

/** Each look counts as something that was done: whoever has left must not stay signed in by it. */
const AWAY_MS = 5 * 60_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "scroll", "focus"] as const;

/** Does `look` every so often while the tab is seen and somebody is at it; null: never. */
export function useWhileThere(look: () => void, everyMs: number | null) {
  const tick = useEffectEvent(look);
  useEffect(() => {
    if (everyMs === null) return;
    let seen = performance.now();
    const see = () => {
      seen = performance.now();
    };
    for (const sign of SIGNS) window.addEventListener(sign, see, { capture: true, passive: true });
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && performance.now() - seen < AWAY_MS) tick();
    }, everyMs);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, see, { capture: true });
    };
  }, [everyMs]);
}
