"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 10_000;
/** Each look counts as something that was done: whoever has left must not stay signed in by it. */
const AWAY_MS = 5 * 60_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "scroll", "focus"] as const;

/** Draws the page anew now and then while somebody is at it, but not under an open form. */
export function KeepFresh() {
  const router = useRouter();
  useEffect(() => {
    let seen = performance.now();
    const see = () => {
      seen = performance.now();
    };
    for (const sign of SIGNS) window.addEventListener(sign, see, { capture: true, passive: true });
    const timer = setInterval(() => {
      const isThere = document.visibilityState === "visible" && performance.now() - seen < AWAY_MS;
      if (isThere && !document.querySelector("dialog[open]")) router.refresh();
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, see, { capture: true });
    };
  }, [router]);
  return null;
}
