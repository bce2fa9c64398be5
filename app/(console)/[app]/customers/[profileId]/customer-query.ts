import { queryOptions } from "@tanstack/react-query";
import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { askConsole } from "../../../ask-console";

export type ReadFailure = { code: string; message: string };

/** A read that failed, as a value to show; anything else thrown is a bug. */
export class CustomerReadError extends Error {
  constructor(readonly failure: ReadFailure) {
    super(failure.message);
  }
}

/** Of two copies of a profile the one with the higher timestamp wins; what our own journal knows is taken from the later answer. */
export function keepNewer(held: CustomerPage | undefined, arrived: CustomerPage): CustomerPage {
  if (!held || held.view.timestamp <= arrived.view.timestamp) return arrived;
  return { ...arrived, view: held.view };
}

async function fetchCustomer(app: string, profileId: string, signal: AbortSignal): Promise<CustomerPage> {
  const body = (await askConsole(`/api/apps/${app}/customers/${profileId}`, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new CustomerReadError({
      code: "console_unreachable",
      message: "The console itself could not be reached. What is shown may be out of date.",
    });
  })) as CustomerPage | { error: ReadFailure };
  if ("error" in body) throw new CustomerReadError(body.error);
  return body;
}

type Everything = { subscriptions?: Subscription[]; purchases?: NonSubscription[] };

async function fetchEverything(app: string, profileId: string, signal: AbortSignal): Promise<Everything> {
  const body = (await askConsole(`/api/apps/${app}/customers/${profileId}/purchases`, { signal })) as
    | Everything
    | { error: { message: string } };
  if ("error" in body) throw new Error(body.error.message);
  return body;
}

/** The whole list of purchases, read on demand: out of date as soon as something was written. */
export const purchasesQuery = (app: string, profileId: string) =>
  queryOptions({
    queryKey: ["purchases", app, profileId],
    queryFn: ({ signal }) => fetchEverything(app, profileId, signal),
  });

/** The customer page's data: begun by the server, refetched on focus through a GET route, replaced by every write's answer. */
export const customerQuery = (app: string, profileId: string) =>
  queryOptions({
    queryKey: ["customer", app, profileId],
    queryFn: ({ signal }) => fetchCustomer(app, profileId, signal),
    structuralSharing: (held, arrived) => keepNewer(held as CustomerPage | undefined, arrived as CustomerPage),
  });
