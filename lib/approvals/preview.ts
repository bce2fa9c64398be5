import { describeChange, endOfGrant, levelStanding } from "@/lib/access/comp";
import type { Part } from "@/lib/access/parts";
import type { Standing } from "@/lib/access/standing";
import type { CustomerView } from "@/lib/access/view";
import { parseInstant } from "@/lib/adapty/instant";
import type { OperationName } from "@/lib/operations/catalogue";
import { describeRequest } from "@/lib/operations/describe-request";
import type { Settings } from "@/lib/settings/settings";

export type Preview = { now: Part[]; after: Part[] };

type Given = { view: CustomerView; settings: Settings; now: number };

/** The later of two ends: a grant only ever adds. Null is for life. */
const later = (held: number | null, given: number | null) =>
  held === null || given === null ? null : Math.max(held, given);

function afterGrant(before: Standing | undefined, until: number | null, startsAt: number, now: number): Standing {
  if (before?.is === "active") return { is: "active", until: later(before.until ?? now, until) };
  const end = endOfGrant(before, until);
  const from = before?.is === "later" ? Math.min(before.from, startsAt) : startsAt;
  return from > now ? { is: "later", from, until: end } : { is: "active", until: end };
}

/** Now and after in words, by the customer as Adapty has them now; `now` in milliseconds. */
export function previewOf(name: OperationName, body: unknown, { view, settings, now }: Given): Preview {
  const held = body as Record<string, string | null | undefined>;
  if (name === "profile.delete")
    return { now: ["Adapty has this customer"], after: ["Adapty has this customer no more"] };
  const level =
    name === "access.grant"
      ? held.access_level_id
      : name === "comp.grant" &&
        settings.grantables.find(
          ({ app, compProductId }) => app === view.app && compProductId === held.store_product_id,
        )?.accessLevelId;
  if (!level) return { now: ["As the customer's page shows"], after: describeRequest(name, body) };
  const until = held.expires_at ? parseInstant(held.expires_at) : null;
  const startsAt = held.starts_at ? parseInstant(held.starts_at) : now;
  const before = levelStanding(view, level, now);
  return describeChange(level, before, afterGrant(before, until, startsAt, now));
}
