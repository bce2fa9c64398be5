"use client";

import { useRouter } from "next/navigation";
import { useWhileThere } from "../use-while-there";

const EVERY_MS = 10_000;

/** Draws the page anew now and then while somebody is at it, but not under an open form. */
export function KeepFresh() {
  const router = useRouter();
  useWhileThere(() => {
    if (!document.querySelector("dialog[open]")) router.refresh();
  }, EVERY_MS);
  return null;
}
