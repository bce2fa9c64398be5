import { queryOptions } from "@tanstack/react-query";
import type { UndoAnswer } from "@/lib/customers/preview-undo";
import { askConsole } from "../../../../ask-console";
import { CustomerReadError, type ReadFailure } from "../customer-query";

async function fetchUndo(app: string, profileId: string, id: string, signal: AbortSignal): Promise<UndoAnswer> {
  const asked = askConsole(`/api/apps/${app}/customers/${profileId}/undo/${encodeURIComponent(id)}`, { signal });
  const body = (await asked) as UndoAnswer | { error: ReadFailure };
  if ("error" in body) throw new CustomerReadError(body.error);
  return body;
}

/** What undoing an operation would do, read when its sheet opens: what is shown there changes only when the agent asks. */
export const undoQuery = (app: string, profileId: string, id: string) =>
  queryOptions({
    queryKey: ["undo", app, profileId, id],
    queryFn: ({ signal }) => fetchUndo(app, profileId, id, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
