"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { type ButtonSize, buttonClass } from "@/components/button-class";

/** Leads to this page as the console is now, beside what is open and filled in here. */
export function OpenAnew({ size = "sm" }: { size?: ButtonSize }) {
  const query = useSearchParams().toString();
  return (
    <a
      href={`${usePathname()}${query && `?${query}`}`}
      target="_blank"
      rel="noreferrer"
      className={buttonClass("plain", size)}
    >
      Open this page in a new tab
    </a>
  );
}
