import { Time } from "@/components/time";
import { parseInstant } from "@/lib/adapty/instant";

type AdaptyTimeProps = {
  /** As Adapty spelled it; null is its "none", undefined its silence. */
  at: unknown;
  /** What "none" means here. */
  none?: string;
  relative?: boolean;
};

/** A date of Adapty's with its zone. What was not provided, or cannot be read, is said and shown as it came. */
export function AdaptyTime({ at, none = "none", relative }: AdaptyTimeProps) {
  if (at === null) return <span className="text-ink-soft">{none}</span>;
  if (at === undefined) return <span className="text-ink-faint">not provided</span>;
  const instant = parseInstant(at);
  if (!Number.isNaN(instant)) return <Time at={instant} relative={relative ? "below" : undefined} />;
  return (
    <span className="text-ink-soft">
      unreadable: <bdi>{String(at).slice(0, 60)}</bdi>
    </span>
  );
}
