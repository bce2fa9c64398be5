"use client";

import { usePathname } from "next/navigation";
import { FindBox } from "./find-box";

/** The search in the top bar; the first page has its own, larger one. */
export function TopSearch() {
  return usePathname() === "/" ? null : <FindBox />;
}
