import type { CodeRefusal } from "@/lib/auth/factor/why-not-code";
import { signInPath } from "@/lib/auth/next-path";
import type { Purpose } from "./attempt";
import { CLOSE_TAB } from "./close-tab";
import type { SsoRefusal } from "./refusals";

type Begun = { purpose: Purpose; next: string };

/** The page that tells why it did not work, from where it was begun. */
export function refusedPath({ purpose, next }: Begun, code: SsoRefusal | CodeRefusal): string {
  if (purpose === "confirm") return `${CLOSE_TAB}?error=${code}`;
  if (purpose === "link") return `/account?error=${code}`;
  return signInPath(next, code);
}
