import { useQuery } from "@tanstack/react-query";
import { numbersOf } from "@/lib/operations/limits";
import { limitsQuery } from "./limits-query";
import type { SheetProps } from "./sheet-props";

/**
 * What is left of this agent's limits for this customer, as the server counts it. `left` is undefined until it is known;
 * `expected`: the settings that the page was drawn with limit something, so there is a sentence to wait for.
 */
export function useLeft({ page, role, settings }: Pick<SheetProps, "page" | "role" | "settings">) {
  const most = numbersOf(role, settings.limits);
  const { app, profileId } = page.view;
  const { data, isError } = useQuery({ ...limitsQuery(app, profileId), enabled: most !== null });
  const expected = [most?.daysPerGrant, most?.grantsPerDay, most?.daysPerCustomer].some(Number.isInteger);
  return { left: data ?? undefined, expected, isError };
}
