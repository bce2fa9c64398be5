"use client";

import { useClock } from "@/components/clock";
import { sayDay } from "@/components/time-format";
import { HIDDEN } from "@/lib/customers/masked";
import type { LastSet } from "@/lib/operations/activity";
import { isInstallation, type ProfileField } from "./fields";
import { sayValue } from "./say-value";

export type LastValue = LastSet[string];

/** What was last sent from here for this field; undefined when never, or when Adapty refused it. */
export function findLast(field: ProfileField, lastSet: LastSet): LastValue | undefined {
  if (!isInstallation(field.path)) return lastSet[field.path];
  const device = lastSet.installation_meta;
  const name = field.path.slice("installation_meta.".length);
  const values = device?.value as Record<string, unknown> | null | undefined;
  return device && values && Object.hasOwn(values, name) ? { ...device, value: values[name] } : undefined;
}

/** All that can be known of a field that Adapty never returns: what was sent from here, when, and by whom. */
export function KnownValue({ field, last }: { field: ProfileField; last: LastValue }) {
  const { timeZone } = useClock();
  const { value, at, by, confirmed } = last;
  const day = sayDay(Date.parse(at), timeZone);
  return (
    <>
      Not reported by Adapty. {value === null ? "Cleared" : "Set"} here {day} by <bdi>{by}</bdi>
      {value === HIDDEN && ", masked"}
      {value !== null && value !== HIDDEN && (
        <>
          : <bdi className="font-medium text-ink">{sayValue(field, value)}</bdi>
        </>
      )}
      {!confirmed && (
        <span
          data-tone="unknown"
          className="ml-1.5 whitespace-nowrap rounded-sm border border-dashed border-tone-solid px-1 text-tone"
        >
          not confirmed
        </span>
      )}
    </>
  );
}
