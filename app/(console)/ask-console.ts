import { BUILD_HEADER } from "@/lib/auth/build-header";
import { pageOutOfDate } from "./out-of-date";

/**
 * The JSON that a route of the console answers. What another build than this page's answers may have another shape: of that
 * nothing is read, and the answer is an error that says so. Throws when nobody answers, or no JSON.
 */
export async function askConsole(path: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(path, init);
  const build = response.headers.get(BUILD_HEADER);
  if (build !== null && build !== document.documentElement.dataset.build) return { error: pageOutOfDate };
  return response.json();
}
