import { LeftLine } from "../left-line";
import type { SheetProps } from "../sheet-props";
import { useLeft } from "../use-left";

type FreeCountsProps = Pick<SheetProps, "page" | "role" | "settings">;

/** At price 0 a transaction counts against the limits, as a grant does. */
export function FreeCounts(props: FreeCountsProps) {
  return <LeftLine {...useLeft(props)} before="At price 0 this counts as a grant." mayAsk />;
}
