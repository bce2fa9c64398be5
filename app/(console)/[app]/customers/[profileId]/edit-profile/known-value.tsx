"use client";

import { useClock } from "@/components/clock";
import { sayDay } from "@/components/time-format";
import { HIDDEN } from "@/lib/customers/masked";
import type { ProfileField } from "./fields";
import type { LastValue } from "./find-last";
import { sayValue } from "./say-value";

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
