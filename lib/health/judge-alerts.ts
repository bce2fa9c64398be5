import type { Posted } from "@/lib/alerts/last-post";
import type { Part } from "./judge";

/** Whether somebody outside can be told. */
export function judgeAlerts(posted: Posted | null): Part {
  const id = "alerts";
  if (!posted) {
    const says = "No webhook is set: what waits for over an hour is told on the pages of leads and admins alone.";
    return { id, state: "off", says };
  }
  if (posted.outcome === "none") {
    const says = "Nothing had to be told since this console started, so whether the webhook takes alerts is not known.";
    return { id, state: "not_known", says };
  }
  const { outcome, at: since } = posted;
  if (outcome === "taken") return { id, state: "well", says: "The webhook took the last alert.", since };
  return {
    id,
    state: "degraded",
    says: outcome === "refused" ? "The webhook refuses alerts." : "The webhook cannot be reached.",
    since,
    todo: "Look whether what stands in ALERT_WEBHOOK_URL still takes posts from this server. It is tried again by itself; meanwhile look under Queue.",
  };
}
