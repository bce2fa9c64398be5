"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";
import { mayLeave } from "./unsaved";

type PageLinkProps = Omit<ComponentProps<"a">, "href"> & {
  href: string;
  /** Goes there in another way than by reading the page. */
  go?: (href: string) => void;
};

/**
 * A link to another page of the console that keeps the shell. Unlike next/link it never asks for a page ahead: every page here
 * reads the database or Adapty, and what nobody opened must not be read.
 */
export function PageLink({ href, onClick, go, ...rest }: PageLinkProps) {
  const router = useRouter();
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    if (!mayLeave()) return;
    if (go) go(href);
    else router.push(href);
  };
  return <a {...rest} href={href} onClick={open} />;
}
