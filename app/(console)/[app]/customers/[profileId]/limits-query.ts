import { queryOptions } from "@tanstack/react-query";
import type { Left } from "@/lib/operations/left";
import { askConsole } from "../../../ask-console";

async function fetchLeft(app: string, profileId: string, signal: AbortSignal): Promise<Left | null> {
  const body = (await askConsole(`/api/apps/${app}/customers/${profileId}/limits`, { signal })) as
    | { left: Left | null }
    | { error: { message: string } };
  if ("error" in body) throw new Error(body.error.message);
  return body.left;
}

/** What limits leave to who is signed in, for this customer; read anew whenever a sheet opens. */
export const limitsQuery = (app: string, profileId: string) =>
  queryOptions({
    queryKey: ["limits", app, profileId],
    queryFn: ({ signal }) => fetchLeft(app, profileId, signal),
    staleTime: 0,
  });
