import type { CodeRefusal } from "@/lib/auth/factor/why-not-code";
import { signInPath } from "@/lib/auth/next-path";
import type { Purpose } from "./attempt";
import type { SsoRefusal } from "./refusals";

/** The page that ends what was begun in a new tab. */
export const CLOSE_TAB = "/close-tab";

type Begun = { purpose: Purpose; next: string };

/** The page that tells why it did not work, from where it was begun. */
export function refusedPath({ purpose, next }: Begun, code: SsoRefusal | CodeRefusal): string {
  if (purpose === "confirm") return `${CLOSE_TAB}?error=${code}`;
  if (purpose === "link") return `/account?error=${code}`;
  return signInPath(next, code);
}
